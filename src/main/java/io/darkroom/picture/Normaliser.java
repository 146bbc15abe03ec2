package io.darkroom.picture;

import io.darkroom.item.OutputFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/// Makes of an input image one that the model takes: an upright PNG or JPEG in sRGB, eight bits a
/// sample, at most 40 megapixels, 16,384 pixels a side and 25 MiB. What is like that already stays
/// as it is, to the byte.
///
/// Safe for many threads at once. Pixels are decoded in processes of their own, two at most, which
/// start when the first image needs it and end by themselves.
public final class Normaliser implements AutoCloseable {

    private static final int DECODERS = 2;

    private final DecoderCommand command;
    private final Duration patience;
    private final Semaphore places = new Semaphore(DECODERS, true);
    private final ConcurrentLinkedDeque<Decoder> idle = new ConcurrentLinkedDeque<>();

    /// @param patience how long decoding one image may take
    public Normaliser(Duration patience) {
        this(DecoderCommand.ofThisProgram(), patience);
    }

    Normaliser(DecoderCommand command, Duration patience) {
        this.command = command;
        this.patience = patience;
    }

    /// Looks at an image, and draws it anew if it is not fit as it is.
    ///
    /// @param target written only if it is drawn anew; may hold a part after a failure
    /// @throws NotAnImage if the bytes are no image that can be read, damaged, or too large
    /// @throws IOException if the file cannot be read, or nothing can be decoded now; the message is
    ///         a sentence without its dot
    public Fit normalise(Path original, Path target) throws NotAnImage, IOException {
        var image = Original.read(original);
        if (image.fits()) {
            var format = image.magic().output().orElseThrow();
            return new Fit(original, new ImageFacts(format, image.structure().size()));
        }
        draw(image, target);
        return new Fit(target, drawn(target));
    }

    private static ImageFacts drawn(Path target) throws IOException {
        try {
            return ImageFacts.read(target);
        } catch (NotAnImage e) {
            throw new IOException("What was drawn anew is no whole image", e);
        }
    }

    private void draw(Original image, Path target) throws NotAnImage, IOException {
        try {
            places.acquire();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        try {
            decode(image, target);
        } finally {
            places.release();
        }
    }

    private void decode(Original image, Path target) throws NotAnImage, IOException {
        try {
            if (!decodedByIdle(image, target)) {
                decode(Decoder.start(command), image, target);
            }
        } catch (DecoderLost e) {
            throw new NotAnImage("The " + image.magic().title() + " cannot be decoded: "
                    + e.getMessage());
        }
    }

    /// Says no if there is none, and if it was lost at once: it may have ended at this very moment,
    /// where one that is started for the image fails because of it.
    private boolean decodedByIdle(Original image, Path target)
            throws NotAnImage, DecoderLost, IOException {
        var used = idle.poll();
        if (used == null) {
            return false;
        }
        try {
            decode(used, image, target);
            return true;
        } catch (DecoderLost e) {
            if (e.late()) {
                throw e;
            }
            return false;
        }
    }

    private void decode(Decoder decoder, Original image, Path target)
            throws NotAnImage, DecoderLost, IOException {
        try {
            var complaint = decoder.draw(image.file(), target, patience);
            idle.push(decoder);
            if (!complaint.isEmpty()) {
                throw new NotAnImage(complaint);
            }
        } catch (DecoderLost e) {
            decoder.close();
            throw e;
        } catch (InterruptedException e) {
            decoder.close();
            throw interrupted(e);
        }
    }

    private static IOException interrupted(InterruptedException cause) {
        Thread.currentThread().interrupt();
        return new IOException("The program was interrupted", cause);
    }

    /// Ends the processes; an image that is being decoded fails.
    @Override
    public void close() {
        for (var decoder = idle.poll(); decoder != null; decoder = idle.poll()) {
            decoder.close();
        }
    }

    /// An image that the model takes.
    ///
    /// @param file the original, or what was drawn anew
    /// @param facts what that file is
    public record Fit(Path file, ImageFacts facts) {

        /// Its format.
        public OutputFormat format() {
            return facts.format();
        }
    }
}
