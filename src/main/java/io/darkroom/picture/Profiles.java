package io.darkroom.picture;

import java.awt.color.CMMException;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBufferInt;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;

/// Converts pixels whose numbers mean the colours of another profile.
final class Profiles {

    private static final int[] MASKS = {0xff0000, 0xff00, 0xff};

    private Profiles() {}

    /// A profile of grey or of inks, which cannot be meant, is passed over.
    ///
    /// @throws NotAnImage if it is damaged
    static Pixels toSrgb(Pixels pixels, byte[] profile) throws NotAnImage {
        try {
            var from = ICC_Profile.getInstance(profile);
            if (from.getColorSpaceType() != ColorSpace.TYPE_RGB) {
                return pixels;
            }
            var to = ICC_Profile.getInstance(ColorSpace.CS_sRGB);
            var converted = new int[pixels.argb().length];
            new ColorConvertOp(new ICC_Profile[]{from, to}, null)
                    .filter(raster(pixels, pixels.argb()), raster(pixels, converted));
            for (int i = 0; i < converted.length; i++) {
                converted[i] = (pixels.argb()[i] & 0xff000000) | (converted[i] & 0xffffff);
            }
            return new Pixels(pixels.width(), pixels.height(), converted);
        } catch (IllegalArgumentException | CMMException e) {
            throw new NotAnImage("The image's colour profile is damaged");
        }
    }

    private static WritableRaster raster(Pixels size, int[] data) {
        return Raster.createPackedRaster(new DataBufferInt(data, data.length), size.width(),
                size.height(), size.width(), MASKS, null);
    }
}
