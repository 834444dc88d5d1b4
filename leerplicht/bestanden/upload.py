"""Of a file that is too large only a little too much is kept: 2 GB is not first written to a disk.

A view takes files as large as a document may be, unless it says otherwise (`view.grootste_bestand = …`) and
somebody is logged in: a file is read before anybody looks at what that person may do.
"""

from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest
from django.urls import Resolver404, resolve

from leerplicht.bestanden.keuring import GROOTSTE


class BegrensdeUpload(FileUploadHandler):
    """First of FILE_UPLOAD_HANDLERS. The others get just more than is allowed, so that the form can say so."""

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.gelezen = 0
        self.grens = _grens(self.request)

    def receive_data_chunk(self, raw_data, start):
        if self.gelezen > self.grens:
            return None
        self.gelezen += len(raw_data)
        return raw_data

    def file_complete(self, file_size):
        return None


def _grens(request: HttpRequest | None) -> int:
    if request is None:
        return GROOTSTE
    try:
        view = resolve(request.path_info).func
    except Resolver404:
        return GROOTSTE
    eigen = getattr(view, "grootste_bestand", GROOTSTE)
    return eigen if eigen == GROOTSTE or request.user.is_authenticated else GROOTSTE
