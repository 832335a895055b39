"""What lets an outsider check us: the page that explains it, the log's files, and one's own receipts."""

from django.urls import path

from qinqing.trust.pages import files, receipts, trust, verifiers

urlpatterns = [
    path("trust/", trust.trust, name="trust"),
    path("trust/verify.py", verifiers.verify_py, name="verify_py"),
    path("trust/verify_draw.py", verifiers.verify_draw_py, name="verify_draw_py"),
    path("trust/page.html", verifiers.page_html, name="page_html"),
    path("verify/", verifiers.verify_page, name="verify_page"),
    path("log/<path:path>", files.log_file, name="log_file"),
    path("receipts/", receipts.receipts, name="receipts"),
    path("receipts/<uuid:entry>/", receipts.receipt, name="receipt"),
    path("receipts/<uuid:entry>/receipt.json", receipts.receipt_file, name="receipt_file"),
    path("receipts/<uuid:entry>/promise.json", receipts.promise_file, name="promise_file"),
    path("receipts/<uuid:entry>/code.svg", receipts.receipt_code, name="receipt_code"),
]
