package io.darkroom.provider;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// A JSON text with files in it as data URIs, read from disk while it is sent.
final class RequestBody {

    private sealed interface Part {

        long length();

        InputStream open() throws IOException;
    }

    private final List<Part> parts = new ArrayList<>();
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private final JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(),
            text);

    /// Writes everything but files; values go straight into the body.
    JsonGenerator json() {
        return json;
    }

    /// Writes a string value: the file as `data:image/…;base64,…`.
    ///
    /// @throws IOException if the file cannot be read
    void dataUri(InputImage image) throws IOException {
        json.writeRawValue("\"data:" + image.contentType() + ";base64,");
        cut();
        parts.add(new Encoded(image.file(), Files.size(image.file())));
        parts.add(new Text("\"".getBytes(StandardCharsets.US_ASCII)));
    }

    /// Ends the text.
    RequestBody end() {
        json.close();
        cut();
        return this;
    }

    long length() {
        return parts.stream().mapToLong(Part::length).sum();
    }

    /// Reads the body from its start; files are opened when their turn comes.
    InputStream open() {
        return new SequenceInputStream(
                Collections.enumeration(parts.stream().map(Lazy::new).toList()));
    }

    private void cut() {
        json.flush();
        parts.add(new Text(text.toByteArray()));
        text.reset();
    }

    private static final class Text implements Part {

        private final byte[] bytes;

        Text(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(bytes);
        }
    }

    private record Encoded(Path file, long size) implements Part {

        @Override
        public long length() {
            return (size + 2) / 3 * 4;
        }

        @Override
        public InputStream open() throws IOException {
            return new Base64Stream(Files.newInputStream(file));
        }
    }

    /// A part that is opened at its first read.
    private static final class Lazy extends InputStream {

        private final Part part;
        private InputStream in = InputStream.nullInputStream();
        private boolean opened;

        Lazy(Part part) {
            this.part = part;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            if (!opened) {
                in = part.open();
                opened = true;
            }
            return in.read(bytes, from, count);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }

    /// The base64 of another stream.
    private static final class Base64Stream extends InputStream {

        private static final int STEP = 3 * 4096;

        private final InputStream plain;
        private byte[] encoded = {};
        private int next;

        Base64Stream(InputStream plain) {
            this.plain = plain;
        }

        @Override
        public int read() throws IOException {
            return fill() ? encoded[next++] : -1;
        }

        @Override
        public int read(byte[] bytes, int from, int count) throws IOException {
            if (!fill()) {
                return -1;
            }
            int part = Math.min(count, encoded.length - next);
            System.arraycopy(encoded, next, bytes, from, part);
            next += part;
            return part;
        }

        private boolean fill() throws IOException {
            if (next == encoded.length) {
                encoded = Base64.getEncoder().encode(plain.readNBytes(STEP));
                next = 0;
            }
            return encoded.length > 0;
        }

        @Override
        public void close() throws IOException {
            plain.close();
        }
    }
}
