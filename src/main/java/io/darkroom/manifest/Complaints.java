package io.darkroom.manifest;

import io.darkroom.item.Problem;
import io.darkroom.item.UnusableInput;
import java.io.EOFException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// Says in a sentence why a manifest cannot be read as a whole.
final class Complaints {

    private Complaints() {}

    /// @param line the last line known to be good; 0 where none was read
    static UnusableInput unreadable(String file, long line, Throwable error) {
        return new UnusableInput(new Problem(file, line, null, null, sentence(error)).sentence(),
                error);
    }

    static UnusableInput unusable(String file, long line, String sentence) {
        return new UnusableInput(new Problem(file, line, null, null, sentence));
    }

    private static String sentence(Throwable error) {
        for (@Nullable
        Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof NoSuchFileException) {
                return "there is no such file";
            }
            if (cause instanceof AccessDeniedException) {
                return "the file may not be read by this user";
            }
            if (cause instanceof CharacterCodingException) {
                return "what follows is not UTF-8 text; save the file as UTF-8";
            }
            if (cause instanceof EOFException || cause instanceof ZipException) {
                return "the gzip data after this is cut off or damaged";
            }
        }
        return "cannot be read: " + error.getMessage();
    }
}
