package io.darkroom.provider;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A JSON text without its image: where a long string holds one in base64, the image goes to the
/// landing as it comes, and [#MARKER] stands in the text.
///
/// So an answer of any size is read in constant memory. Only the first image is kept, and only at a
/// place of [AnswerPaths], so that an input image in an echo of the request is not taken for it.
/// Of any other long string the first 64 KiB are left.
final class ImageSieve extends InputStream {

    /// What stands in the text in place of the image.
    static final String MARKER = "image:landed";

    /// What stands in place of a further one.
    static final String ANOTHER = "image:dropped";

    private static final int SNIFFED = 1024;
    private static final int LONGEST = 64 << 10;
    /// An escape in JSON takes this many bytes at most.
    private static final int ESCAPE = 6;

    private enum State {
        OUTSIDE, HEAD, LONG, IMAGE, DROPPED
    }

    private final InputStream in;
    private final Landing landing;
    private final byte[] raw = new byte[8192];
    private final ByteArrayOutputStream sieved = new ByteArrayOutputStream();
    private byte[] ready = {};
    private int next;

    private final Deque<Frame> frames = new ArrayDeque<>();
    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private State state = State.OUTSIDE;
    private boolean escaped;
    private int sinceBackslash;
    private int length;
    private boolean wellFormed;
    private @Nullable LandedImage image;
    private @Nullable Base64Text decoder;

    ImageSieve(InputStream in, Landing landing) {
        this.in = in;
        this.landing = landing;
    }

    /// The image that went to the landing; empty if there was none.
    Optional<LandedImage> image() {
        return Optional.ofNullable(image);
    }

    /// Whether that image was base64 to its end.
    boolean isWellFormed() {
        return wellFormed;
    }

    @Override
    public int read() throws IOException {
        return fill() ? ready[next++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int from, int count) throws IOException {
        if (!fill()) {
            return -1;
        }
        int part = Math.min(count, ready.length - next);
        System.arraycopy(ready, next, bytes, from, part);
        next += part;
        return part;
    }

    private boolean fill() throws IOException {
        while (next == ready.length) {
            int count = in.read(raw);
            if (count < 0) {
                return false;
            }
            for (int i = 0; i < count; i++) {
                take(raw[i]);
            }
            ready = sieved.toByteArray();
            sieved.reset();
            next = 0;
        }
        return true;
    }

    private void take(byte b) {
        if (state == State.OUTSIDE) {
            outside(b);
        } else if (b == '"' && !escaped) {
            endString();
        } else {
            escaped = b == '\\' && !escaped;
            sinceBackslash = b == '\\' ? 0 : sinceBackslash + 1;
            inside(b);
        }
    }

    private void outside(byte b) {
        sieved.write(b);
        switch (b) {
            case '"' -> {
                state = State.HEAD;
                head.reset();
            }
            case '{' -> frames.push(new Frame(path(), true));
            case '[' -> frames.push(new Frame(path(), false));
            case '}', ']' -> frames.poll();
            case ',' -> frame().ifPresent(f -> f.expectsKey = f.object);
            case ':' -> frame().ifPresent(f -> f.expectsKey = false);
            default -> {
            }
        }
    }

    private void inside(byte b) {
        switch (state) {
            case HEAD -> {
                head.write(b);
                if (head.size() == SNIFFED) {
                    decide();
                }
            }
            case IMAGE -> {
                if (decoder != null) {
                    decoder.escaped(b);
                }
            }
            case LONG -> longText(b);
            case DROPPED, OUTSIDE -> {
            }
        }
    }

    /// Ends where neither an escape nor a character is torn apart.
    private void longText(byte b) {
        boolean whole = sinceBackslash > ESCAPE && (b & 0xc0) != 0x80;
        if (++length > LONGEST && whole) {
            state = State.DROPPED;
        } else {
            sieved.write(b);
        }
    }

    private void decide() {
        var text = head.toString(StandardCharsets.ISO_8859_1);
        if (!AnswerPaths.mayHoldImage(path()) || !AnswerPaths.isInline(text)) {
            sieved.writeBytes(head.toByteArray());
            length = SNIFFED;
            state = State.LONG;
            return;
        }
        if (image != null) {
            sieved.writeBytes(ANOTHER.getBytes(StandardCharsets.US_ASCII));
            state = State.DROPPED;
            return;
        }
        image = LandedImage.into(landing);
        decoder = new Base64Text(image, AnswerPaths.isPrefixed(text));
        for (byte b : head.toByteArray()) {
            decoder.escaped(b);
        }
        state = State.IMAGE;
    }

    private void endString() {
        if (state == State.HEAD) {
            sieved.writeBytes(head.toByteArray());
            frame().filter(f -> f.expectsKey)
                    .ifPresent(f -> f.key = head.toString(StandardCharsets.UTF_8));
        }
        if (state == State.IMAGE && decoder != null && image != null) {
            wellFormed = decoder.finish();
            image.close();
            sieved.writeBytes(MARKER.getBytes(StandardCharsets.US_ASCII));
        }
        sieved.write('"');
        state = State.OUTSIDE;
    }

    private Optional<Frame> frame() {
        return Optional.ofNullable(frames.peek());
    }

    private String path() {
        return frame().map(Frame::path).orElse("");
    }

    /// Closes the image, where the text ended inside it; not the stream it reads.
    @Override
    public void close() {
        if (state == State.IMAGE && image != null) {
            image.close();
        }
    }

    /// An object or array that is open.
    private static final class Frame {

        private final String parent;
        private final boolean object;
        private boolean expectsKey;
        private String key = "";

        Frame(String parent, boolean object) {
            this.parent = parent;
            this.object = object;
            this.expectsKey = object;
        }

        String path() {
            return object ? AnswerPaths.below(parent, key) : parent;
        }
    }
}
