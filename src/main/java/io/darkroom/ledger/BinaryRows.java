package io.darkroom.ledger;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.ByteConverter;

/// Rows in COPY's binary format (PostgreSQL manual, COPY, Binary Format), of which the server takes in twice
/// as many as of its text format. Values come in the order of the command's columns. For one thread.
final class BinaryRows {

    private static final byte[] HEADER = "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0"
            .getBytes(StandardCharsets.ISO_8859_1);
    private static final int NULL = -1;
    private static final short END = -1;
    private static final int TEXT = 25;
    private static final int BUFFER = 1 << 16;

    private ByteBuffer buffer = ByteBuffer.allocate(BUFFER).put(HEADER);

    /// Begins a row.
    void row(int columns) {
        room(Short.BYTES).putShort((short) columns);
    }

    /// An `integer`.
    void integer(int value) {
        room(2 * Integer.BYTES).putInt(Integer.BYTES).putInt(value);
    }

    /// Nothing.
    void none() {
        room(Integer.BYTES).putInt(NULL);
    }

    /// A `bigint`.
    void number(long value) {
        room(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(value);
    }

    /// A `text`; NUL, which PostgreSQL cannot keep, is replaced.
    void text(@Nullable String value) {
        bytes(value == null ? null : encoded(value));
    }

    /// A `text`.
    ///
    /// @param value in UTF-8, without NUL
    void utf8(byte[] value) {
        bytes(value);
    }

    /// A `text[]`.
    void texts(List<String> values) {
        var elements = new ArrayList<byte[]>(values.size());
        int length = 3 * Integer.BYTES + (values.isEmpty() ? 0 : 2 * Integer.BYTES);
        for (var value : values) {
            var element = encoded(value);
            elements.add(element);
            length += Integer.BYTES + element.length;
        }
        room(6 * Integer.BYTES).putInt(length).putInt(values.isEmpty() ? 0 : 1).putInt(0)
                .putInt(TEXT);
        if (!values.isEmpty()) {
            buffer.putInt(values.size()).putInt(1);
        }
        for (var element : elements) {
            bytes(element);
        }
    }

    /// A `numeric`.
    void amount(@Nullable BigDecimal value) {
        bytes(value == null ? null : ByteConverter.numeric(value));
    }

    /// Ends the rows; nothing may follow.
    ///
    /// @return what COPY takes
    InputStream end() {
        room(Short.BYTES).putShort(END);
        return new ByteArrayInputStream(buffer.array(), 0, buffer.position());
    }

    private void bytes(byte @Nullable [] value) {
        if (value == null) {
            room(Integer.BYTES).putInt(NULL);
        } else {
            room(Integer.BYTES + value.length).putInt(value.length).put(value);
        }
    }

    private static byte[] encoded(String value) {
        var storable = value.indexOf('\0') < 0 ? value : value.replace('\0', '\uFFFD');
        return storable.getBytes(StandardCharsets.UTF_8);
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            int length = Math.max(2 * buffer.capacity(), buffer.position() + bytes);
            buffer = ByteBuffer.wrap(Arrays.copyOf(buffer.array(), length))
                    .position(buffer.position());
        }
        return buffer;
    }
}
