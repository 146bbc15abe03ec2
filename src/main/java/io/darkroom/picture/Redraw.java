package io.darkroom.picture;

import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/// Draws an image anew, from file to file. Runs in the decoding process.
final class Redraw {

    private static final int SHOWN = 200;

    private Redraw() {}

    /// @return why it cannot be done, as a sentence without its dot; empty if it was done
    static String complaint(Path file, Path target) {
        ImageIO.setUseCache(false);
        try {
            draw(Original.read(file), target);
            return "";
        } catch (NotAnImage e) {
            return String.valueOf(e.getMessage());
        } catch (IOException | RuntimeException | StackOverflowError e) {
            return "The image cannot be decoded: " + words(e);
        }
    }

    private static void draw(Original image, Path target) throws NotAnImage, IOException {
        var decoded = Decoding.of(image);
        var pixels = Shrink.toLimits(decoded);
        new Encoding(target, image.lossless())
                .write(image.structure().orientation().apply(pixels));
    }

    private static String words(Throwable e) {
        var text = String.valueOf(e.getMessage()).replaceAll("\\p{Cntrl}", " ");
        return text.substring(0, Math.min(SHOWN, text.length()));
    }
}
