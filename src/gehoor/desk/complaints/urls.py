"""Addresses of complaints: of one conversation, and of all."""

from django.urls import path

from . import listing, outcome, page, register, steps, writing

ONE_COMPLAINT = [
    path("", page.complaint, name="complaint"),
    path("marking/", page.mark, name="complaint_mark"),
    path("refusal/", page.no_complaint, name="no_complaint"),
    path("unmarking/", page.unmark, name="complaint_unmark"),
    path("receipt/", steps.send_receipt, name="complaint_receipt"),
    path("details/", steps.change, name="complaint_details"),
    path("copy/", steps.give_copy, name="complaint_copy"),
    path("call/", steps.call, name="complaint_call"),
    path("hearing/", steps.plan_hearing, name="complaint_hearing"),
    path("hearing/report/", steps.report_hearing, name="complaint_report"),
    path("hearing/waiver/", steps.waive_hearing, name="complaint_waiver"),
    path("extension/", steps.extend, name="complaint_extension"),
    path("ending/", steps.end, name="complaint_ending"),
    path("reopening/", steps.reopen, name="complaint_reopening"),
    path("outcome/", outcome.write, name="complaint_outcome"),
    path("outcome/letter/", outcome.letter, name="complaint_letter"),
]

urlpatterns = [
    path("", listing.complaints, name="complaints"),
    path("register/", register.show, name="complaints_register"),
    path("register/csv/", register.download, name="complaints_csv"),
    path("writing/", writing.begin, name="begin_writing"),
    path("writing/<int:pk>/", writing.written, name="writing"),
    path("writing/<int:pk>/text/", writing.save, name="save_writing"),
    path("writing/<int:pk>/reading/", writing.read_back, name="reading_back"),
    path("writing/<int:pk>/agreement/", writing.agree, name="agree_writing"),
    path("writing/<int:pk>/removal/", writing.throw_away, name="throw_writing_away"),
]
