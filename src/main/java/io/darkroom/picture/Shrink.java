package io.darkroom.picture;

import com.twelvemonkeys.image.ResampleOp;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/// Makes an image smaller, keeping its ratio.
final class Shrink {

    private Shrink() {}

    /// The image itself if it is within the limits.
    static Pixels toLimits(Pixels image) {
        double side = (double) InputLimits.SIDE / Math.max(image.width(), image.height());
        double area = Math.sqrt((double) InputLimits.PIXELS / image.argb().length);
        return Math.min(side, area) < 1 ? by(image, Math.min(side, area)) : image;
    }

    /// @param factor of each edge, above 0 and below 1
    static Pixels by(Pixels image, double factor) {
        int width = Math.max(1, (int) (image.width() * factor));
        int height = Math.max(1, (int) (image.height() * factor));
        var target = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        new ResampleOp(width, height, ResampleOp.FILTER_LANCZOS).filter(image.buffered(), target);
        return new Pixels(width, height,
                ((DataBufferInt) target.getRaster().getDataBuffer()).getData());
    }
}
