package io.darkroom.item;

import java.math.BigDecimal;
import java.math.RoundingMode;

/// An amount of US dollars, not negative, kept to a millionth of a dollar.
public record Usd(BigDecimal amount) implements Comparable<Usd> {

    /// Nothing.
    public static final Usd ZERO = of("0");

    /// @throws IllegalArgumentException if the amount is negative
    public Usd {
        if (amount.signum() < 0) {
            throw new IllegalArgumentException("An amount is not negative: " + amount);
        }
        amount = amount.setScale(6, RoundingMode.HALF_UP);
    }

    /// @throws NumberFormatException if the text is not a decimal number
    public static Usd of(String text) {
        return new Usd(new BigDecimal(text));
    }

    /// The sum.
    public Usd plus(Usd other) {
        return new Usd(amount.add(other.amount));
    }

    /// The amount `count` times; `count` is not negative.
    public Usd times(long count) {
        return new Usd(amount.multiply(BigDecimal.valueOf(count)));
    }

    @Override
    public int compareTo(Usd other) {
        return amount.compareTo(other.amount);
    }

    /// Dollars with at least two decimals, such as `0.06` or `0.0125`.
    public String plain() {
        var shortest = amount.stripTrailingZeros();
        return shortest.setScale(Math.max(2, shortest.scale())).toPlainString();
    }

    @Override
    public String toString() {
        return "$" + plain();
    }
}
