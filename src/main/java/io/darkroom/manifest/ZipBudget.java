package io.darkroom.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Refuses a workbook that unpacks to more than one needs, before anything of it is kept in memory. The
/// sizes that an archive states may be lies, so it is unpacked to be measured.
final class ZipBudget {

    private static final int MOST_PARTS = 10_000;
    private static final long LARGEST_PART = 4L << 30;

    /// Texts that cells share are kept in memory while a sheet is read.
    private static final String SHARED = "xl/sharedStrings.xml";
    private static final long LARGEST_SHARED = 64L << 20;

    private static final long SMALL = 16L << 20;
    private static final int MOST_TIMES_PACKED = 200;
    private static final int BUFFER = 1 << 16;

    private ZipBudget() {}

    static void check(ManifestFile file) {
        try (var zip = new ZipFile(file.path().toFile())) {
            if (zip.size() > MOST_PARTS) {
                throw tooMuch(file, "has " + zip.size() + " parts");
            }
            var parts = zip.entries();
            while (parts.hasMoreElements()) {
                check(file, zip, parts.nextElement());
            }
        } catch (IOException e) {
            throw Complaints.unusable(file.name(), 0,
                    "this looks like a ZIP archive or Excel workbook, but is damaged: "
                            + e.getMessage());
        }
    }

    private static void check(ManifestFile file, ZipFile zip, ZipEntry part) throws IOException {
        long most = part.getName().equals(SHARED)
                ? LARGEST_SHARED
                : Math.min(LARGEST_PART, Math.max(SMALL,
                        MOST_TIMES_PACKED * Math.max(1, part.getCompressedSize())));
        try (var content = zip.getInputStream(part)) {
            if (length(content, most) > most) {
                throw tooMuch(file, "unpacks " + part.getName() + " to more than " + most
                        + " bytes");
            }
        }
    }

    private static long length(InputStream content, long most) throws IOException {
        var buffer = new byte[BUFFER];
        long length = 0;
        for (int n = 0; n >= 0 && length <= most; n = content.read(buffer)) {
            length += n;
        }
        return length;
    }

    private static RuntimeException tooMuch(ManifestFile file, String why) {
        return Complaints.unusable(file.name(), 0, "the workbook " + why
                + "; save the sheet as CSV");
    }
}
