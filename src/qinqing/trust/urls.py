"""What lets an outsider check us: the page that explains it, the log's files, and one's own receipts."""

from django.urls import path

from qinqing.trust.pages import files, receipts, trust

urlpatterns = [
    path("trust/", trust.trust, name="trust"),
    path("log/<path:path>", files.log_file, name="log_file"),
    path("receipts/", receipts.receipts, name="receipts"),
    path("receipts/<uuid:entry>/", receipts.receipt, name="receipt"),
    path("receipts/<uuid:entry>/receipt.json", receipts.receipt_file, name="receipt_file"),
    path("receipts/<uuid:entry>/promise.txt", receipts.promise_file, name="promise_file"),
]
