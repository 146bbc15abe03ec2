package io.darkroom.sandbox;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/// Answers a request the wrong way that a rule asks for.
record Mishaps(Studio studio, Replies replies, InstantSource clock) {

    private static final Duration HANG = Duration.ofHours(1);

    void happen(Exchange exchange, Commission commission, Fault fault)
            throws IOException, Refusal, InterruptedException {
        if (fault.kind().concern() == FaultKind.Concern.NO_IMAGE) {
            if (fault.charges()) {
                studio.make(commission, 1);
            }
            noImage(exchange, fault);
            return;
        }
        var made = studio.make(commission, fault.kind() == FaultKind.BILL_TWICE ? 2 : 1);
        switch (fault.kind().concern()) {
            case LINE -> new LineFaults(replies).answer(exchange, made, fault);
            case TEXT -> new TextFaults(replies).answer(exchange, made, fault.kind());
            case IMAGE ->
                new ImageFaults(replies).answer(exchange, chosen(made, fault), fault.kind());
            case RESULT -> exchange.json(200, Replies.answer(exchange, made,
                    List.of(Downloads.link(exchange, made, fault.kind()))));
            case NO_IMAGE -> throw new IllegalStateException("Answered above: " + fault);
        }
    }

    private Made chosen(Made made, Fault fault) {
        return fault.kind() == FaultKind.SAME_IMAGE ? studio.shared(made) : made;
    }

    private void noImage(Exchange exchange, Fault fault) throws IOException, InterruptedException {
        switch (fault.kind()) {
            case STATUS -> exchange.error(fault.status(), fault.code(), "As the fault rule says",
                    RetryAfterText.of(fault.retryAfter(), clock.instant()));
            case HANG -> Thread.sleep(HANG);
            default -> exchange.http().close();
        }
    }
}
