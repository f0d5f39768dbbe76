// Says beforehand that files are too large together: else the server would have to take all of them in first.
document.addEventListener("change", (event) => {
  const form = event.target.closest("input[type=file]")?.form;
  if (!form?.dataset.filesLimit) return;
  const chosen = [...form.querySelectorAll("input[type=file]")].flatMap((box) => [...box.files]);
  const isTooMuch = chosen.reduce((sum, file) => sum + file.size, 0) > Number(form.dataset.filesLimit);
  event.target.parentElement.querySelector("[data-complaint]")?.remove();
  if (!isTooMuch) return;
  event.target.value = "";
  const complaint = document.createElement("p");
  complaint.dataset.complaint = "";
  complaint.className = "utrecht-form-field-error-message";
  complaint.setAttribute("role", "alert");
  complaint.textContent = form.dataset.filesComplaint;
  event.target.before(complaint);
});
