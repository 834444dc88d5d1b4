"""Of a file that is too large only a little too much is kept: 2 GB is not first written to a disk."""

from django.core.files.uploadhandler import FileUploadHandler

from leerplicht.bestanden.keuring import GROOTSTE


class BegrensdeUpload(FileUploadHandler):
    """First of FILE_UPLOAD_HANDLERS. The others get just more than is allowed, so that the form can say so."""

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.gelezen = 0

    def receive_data_chunk(self, raw_data, start):
        if self.gelezen > GROOTSTE:
            return None
        self.gelezen += len(raw_data)
        return raw_data

    def file_complete(self, file_size):
        return None
