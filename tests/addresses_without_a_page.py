"""Which addresses `test_accessibility` does not come to by following links, by the first word of their name."""

from tests.permission_objects import COMPLAINT_STEPS


def _named(by_app: dict[str, str]) -> set[str]:
    return {f"{app}:{name}" if app else name for app, names in by_app.items() for name in names.split()}


# No page to look at: posts, parts of pages, files, and steps that only come up halfway a log-in. What comes after filling
# in a form is looked at by channels/webform/tests/test_by_browser.py.
NO_PAGES = COMPLAINT_STEPS | _named({
    "": "account_set_password account_warnings home mfa_download_recovery_codes robots",
    "administration": """
        add_to_article close_opening drop_article looked_at_article employee_leaves employee_password employee_returns employee_skills employee_two_factor
        export_articles hand_back_article handle_remark handle_remarks home moment_kind_switch
        offer_article open_place opening_as_house pick_articles preview_article publish_article remove_closing
        remove_day remove_delicate_subject remove_staff_hours remove_synonyms roll_back_article set_day settle_gap text_built_in text_put_back withdraw_article withdraw_target
    """,
    "answers": "opinion search sitemap",
    "booking": "calendar cancel",
    "call_back": "withdraw",
    "chat": "answer by_mail end mine seen",
    "chat_public": "attachment end go_on news read writes",
    "contact": "widget",
    "counter": "begin_anew choose_draft draft find",
    "desk": """
        accept_handover add_address answer_to_tell appointments_list ask_department assign attachment attempt_call attend_appointment
        availability begin_call break_promise bulk bulk_done call_answered call_no_answer call_number call_spoken call_wrong_number
        cancel_appointment choose_draft close decline_handover decline_turn disconnect_calendar draft draft_files find_answer
        give_promise give_turn_back home html hurdles_csv join join_appointment keep_promise keep_promise_not knowledge_of
        leave_aside let_through lift_confidential live_lists live_top make_appointment make_confidential make_promise
        moment_choose_draft moment_draft moment_end moment_give moment_invite moment_move moment_prepared
        moment_record moment_told move move_appointment name note note_handover nothing_fits notice_promise offer open_view
        original person person_add_address person_address person_new person_organisation person_permit person_speak
        person_stop_speaking person_take_back person_words plan_change plan_rhythm plan_stop preview_answer promise_sentence
        promises_of put_answer put_back_draft put_back_suspect put_back_view put_form_in_answer queue_list rail read_again
        remark_article remove_draft_file remove_view rename rename_view renegotiate_promise reopen reply review_glass
        revoke_appointment_link revoke_task save_view saved_nav say_status send_again set_aside share_view since
        standing take_answer_out take_back take_turn throw_away_draft timeline told_appointment undo_bulk unname unreadable_original
        wait walk_in_about walk_in_deed walk_in_give walk_in_line walk_in_next withdraw_handover withdraw_promise
    """,
    "email": "mailbox_pause mailbox_resume",
    "form": "framed framed_received received resume",
    "letter": "download lately not_posted posted preview separator",
    "phone": "begin_anew choose_draft draft find",
    "portal": "make revoke send transcript",
    "resident": "attachment renew transcript",
    "talk": "helped human_first open otherwise",
    "walk_in": "taken",
    "webform": "copy move publish put_back remove switch",
})
# Pages that a journey comes to and looks at in the same way (two steps to log in, who is who, one link, a paper form).
LOOKED_AT_IN_JOURNEYS = _named({
    "": """
        mfa_activate_totp mfa_authenticate mfa_deactivate_totp mfa_generate_recovery_codes mfa_reauthenticate
        mfa_view_recovery_codes
    """,
    "booking": "appointment moments move wheres who",
    "call_back": "move request who",
    "chat_public": "chat",
    "contact": "panel",
    "desk": "call_instead complaint_letter complaint_outcome person_unmerge reading_back writing",
    "letter": "read",
    "talk": "human talk",
    "resident": "conversation talk",
    "task": "task",
    "walk_in": "follow",
})
