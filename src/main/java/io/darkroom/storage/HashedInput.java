package io.darkroom.storage;

import io.darkroom.item.Sha256;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/// Hashes what is read through it. The caller closes the stream below.
///
/// It ends after the announced length and does not ask the stream below for its end: there the S3
/// client would compare a checksum and throw, where a difference is a finding and no failure.
final class HashedInput extends InputStream {

    private final MessageDigest digest = Sha256.digest();
    private final InputStream in;
    private long left;

    HashedInput(InputStream in, long length) {
        this.in = in;
        left = length;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int n = in.read(buffer, offset, (int) Math.min(length, left));
        if (n < 0) {
            throw new EOFException(left + " bytes are missing");
        }
        digest.update(buffer, offset, n);
        left -= n;
        return n;
    }

    /// The hash of what was read, once and at the end.
    Sha256 hash() {
        return Sha256.finish(digest);
    }
}
