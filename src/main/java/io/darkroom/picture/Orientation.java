package io.darkroom.picture;

import com.drew.lang.ByteArrayReader;
import com.drew.metadata.Metadata;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.ExifReader;

/// Where the first row and column of an image belong, in the order of the values 1 to 8 of the EXIF
/// and TIFF tag 274 (CIPA DC-008, 4.6.4).
enum Orientation {

    UPRIGHT, MIRRORED, UPSIDE_DOWN, FLIPPED, TRANSPOSED, TURNED_LEFT, TRANSVERSE, TURNED_RIGHT;

    /// The constant for a tag's value; upright for one that is not defined.
    static Orientation of(long tag) {
        return tag >= 1 && tag <= values().length ? values()[(int) tag - 1] : UPRIGHT;
    }

    /// What an EXIF block says, from its byte order mark on; upright if it cannot be read.
    static Orientation ofExif(byte[] exif) {
        var metadata = new Metadata();
        new ExifReader().extract(new ByteArrayReader(exif), metadata);
        var directory = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
        var tag = directory == null
                ? null
                : directory.getInteger(ExifIFD0Directory.TAG_ORIENTATION);
        return tag == null ? UPRIGHT : of(tag);
    }

    /// The image as it is to be seen.
    Pixels apply(Pixels image) {
        return switch (this) {
            case UPRIGHT -> image;
            case MIRRORED -> image.rearranged(image.width(), image.height(),
                    (x, y) -> image.at(image.width() - 1 - x, y));
            case UPSIDE_DOWN -> image.rearranged(image.width(), image.height(),
                    (x, y) -> image.at(image.width() - 1 - x, image.height() - 1 - y));
            case FLIPPED -> image.rearranged(image.width(), image.height(),
                    (x, y) -> image.at(x, image.height() - 1 - y));
            case TRANSPOSED -> image.rearranged(image.height(), image.width(),
                    (x, y) -> image.at(y, x));
            case TURNED_LEFT -> image.rearranged(image.height(), image.width(),
                    (x, y) -> image.at(y, image.height() - 1 - x));
            case TRANSVERSE -> image.rearranged(image.height(), image.width(),
                    (x, y) -> image.at(image.width() - 1 - y, image.height() - 1 - x));
            case TURNED_RIGHT -> image.rearranged(image.height(), image.width(),
                    (x, y) -> image.at(image.width() - 1 - y, x));
        };
    }
}
