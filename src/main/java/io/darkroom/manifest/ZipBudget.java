package io.darkroom.manifest;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/// Refuses a workbook that unpacks to more than one needs, before anything of it is kept in memory. The
/// sizes that an archive states may be lies, so it is unpacked to be measured.
final class ZipBudget {

    private static final int MOST_PARTS = 10_000;
    private static final long LARGEST_SHEET = 4L << 30;

    /// What is no sheet is kept in memory while a sheet is read: texts that cells share, formats.
    private static final long LARGEST_KEPT = 64L << 20;

    private static final long SMALL = 16L << 20;
    private static final int MOST_TIMES_PACKED = 200;
    private static final int BUFFER = 1 << 16;
    private static final long MOST_AT_ONCE = 8L * RowCheck.MAX_CHARS;

    /// The shortest way to write a shared text.
    private static final int SHARED_TEXT = "<si/>".length();

    private static final XMLInputFactory XML = xml();

    private final ManifestFile file;
    private final ZipFile zip;

    private ZipBudget(ManifestFile file, ZipFile zip) {
        this.file = file;
        this.zip = zip;
    }

    static void check(ManifestFile file) {
        try (var zip = new ZipFile(file.path().toFile())) {
            new ZipBudget(file, zip).check();
        } catch (IOException e) {
            throw Complaints.unusable(file.name(), 0,
                    "this looks like a ZIP archive or Excel workbook, but is damaged: "
                            + e.getMessage());
        }
    }

    /// Nothing outside of the file is read, as by the reader of sheets.
    private static XMLInputFactory xml() {
        var factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }

    private void check() throws IOException {
        if (zip.size() > MOST_PARTS) {
            throw tooMuch("has " + zip.size() + " parts");
        }
        var sheets = new ArrayList<ZipEntry>();
        long kept = 0;
        for (var part : zip.stream().toList()) {
            if (isSheet(part)) {
                sheets.add(part);
            } else {
                kept = Math.max(kept, length(part));
            }
        }
        for (var sheet : sheets) {
            check(sheet, kept / SHARED_TEXT);
        }
    }

    /// By what it holds: its name may say anything.
    private boolean isSheet(ZipEntry part) throws IOException {
        try (var content = new BoundedInput(zip.getInputStream(part), BUFFER, BUFFER)) {
            var xml = XML.createXMLStreamReader(content);
            while (xml.hasNext()) {
                if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                    return xml.getLocalName().equals("worksheet");
                }
            }
        } catch (XMLStreamException | RuntimeException _) {
            return false; // No reader gets further.
        }
        return false;
    }

    private long length(ZipEntry part) throws IOException {
        var buffer = new byte[BUFFER];
        long length = 0;
        try (InputStream content = zip.getInputStream(part)) {
            for (int n = 0; n >= 0; n = content.read(buffer)) {
                length += n;
                if (length > LARGEST_KEPT) {
                    throw tooMuch("unpacks " + part.getName() + " to more than " + LARGEST_KEPT
                            + " bytes");
                }
            }
        }
        return length;
    }

    private void check(ZipEntry sheet, long sharedTexts) throws IOException {
        long most = Math.min(LARGEST_SHEET, Math.max(SMALL,
                MOST_TIMES_PACKED * Math.max(1, sheet.getCompressedSize())));
        complaint(sheet, sharedTexts, most).ifPresent(wrong -> {
            throw tooMuch("has in " + sheet.getName() + " " + wrong);
        });
    }

    private Optional<String> complaint(ZipEntry sheet, long sharedTexts, long most)
            throws IOException {
        try (var content = new BoundedInput(zip.getInputStream(sheet), MOST_AT_ONCE, most)) {
            return new SheetCheck(XML.createXMLStreamReader(content), sharedTexts,
                    content::allowMore).complaint();
        } catch (XMLStreamException | RuntimeException e) { // The parser throws any, late.
            return Optional.of("what cannot be read: " + e.getMessage());
        }
    }

    private RuntimeException tooMuch(String why) {
        return Complaints.unusable(file.name(), 0, "the workbook " + why
                + "; save the sheet as CSV");
    }
}
