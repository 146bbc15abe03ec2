package io.darkroom.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.darkroom.item.UnusableInput;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each fault is asked for by a rule and seen over HTTP.
class FaultLabTests {

    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");

    @ParameterizedTest
    @CsvSource({"400:content_policy_violation, 400, content_policy_violation",
            "401, 401, invalid_request_error", "402, 402, error", "403, 403, error",
            "404:model_not_found, 404, model_not_found",
            "409:idempotency_key_in_progress:after=1, 409, in_progress",
            "422:idempotency_key_reused, 422, reused",
            "429:insufficient_quota, 429, insufficient_quota",
            "429:billing_hard_limit_reached, 429, billing_hard_limit_reached",
            "503, 503, server_error", "524:billed, 524, server_error"})
    void answersWithAnyStatusAndCode(String fault, int status, String code) throws IOException {
        try (var lab = Lab.by(AnswerForm.URL, "*=" + fault)) {
            var answer = lab.stream();
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(new String(answer.body().readAllBytes(), StandardCharsets.UTF_8))
                    .contains(code);
            assertThat(lab.server().bill()).hasSize(fault.contains("billed") ? 1 : 0);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        2                     | 2
        -5                    | -5
        1e9                   | 1e9
        100000000000000000000 | 100000000000000000000
        NaN                   | NaN
        year9999              | Fri, 31 Dec 9999 23:59:59 GMT
        rfc1123+30            | Sun, 01 Nov 2026 10:00:30 GMT
        lowercase+30          | sun, 01 nov 2026 10:00:30 gmt
        rfc850+30             | Sunday, 01-Nov-26 10:00:30 GMT
        asctime+30            | Sun Nov  1 10:00:30 2026
        """)
    void asksForAnyPause(String after, String header) {
        var options = SandboxOptions.DEFAULT.failing("*=429:after=" + after);
        try (var lab = Lab.of(options, InstantSource.fixed(NOW))) {
            assertThat(lab.stream().headers().firstValue("retry-after")).contains(header);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
        html          | Please log in
        bad-json      | "urls": [
        empty         | "urls":[]
        echo          | Idempotency-key
        null-data     | "data":null
        no-data       | {"success":true}
        two-images    | beef","http
        no-cost       | "provider":"sandbox"
        negative-cost | "cost":-0.06
        nan-cost      | "cost":NaN
        high-cost     | "cost":0.6
        bad-base64    | iVBOR**
        not-an-image  | SGVsbG8h
        wrong-type    | "cost":0.06
        bill-twice    | "cost":0.06
        """)
    void saysTheWrongThing(String fault, String text) throws IOException {
        try (var lab = Lab.by(AnswerForm.URL, "*=" + fault)) {
            assertThat(lab.text()).contains(text);
            assertThat(lab.server().bill()).hasSize(fault.equals("bill-twice") ? 2 : 1);
            assertThat(lab.server().bill().getFirst().usd()).hasToString("$0.06");
        }
    }

    @Test
    void callsJsonSomethingElse() {
        try (var lab = Lab.by(AnswerForm.URL, "*=wrong-type")) {
            assertThat(lab.stream().headers().firstValue("content-type"))
                    .contains("application/pdf");
        }
    }

    @Test
    void closesWithoutAnAnswerThoughItCharges() {
        try (var lab = Lab.by(AnswerForm.URL, "*=reset:billed")) {
            assertThatThrownBy(lab::stream).isInstanceOf(UncheckedIOException.class);
            assertThat(lab.server().bill()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100})
    void closesAfterSoManyBytes(int cut) throws IOException {
        try (var lab = Lab.by(AnswerForm.URL, "*=truncate:cut=" + cut)) {
            var body = lab.stream().body();
            assertThat(body.readNBytes(cut)).hasSize(cut);
            assertThatThrownBy(body::read).isInstanceOf(IOException.class);
        }
    }

    @Test
    void announcesMoreOrLessThanItHas() throws IOException {
        try (var lab = Lab.by(AnswerForm.URL, "*=long-length:x1", "*=short-length")) {
            assertThatThrownBy(lab::answer).isInstanceOf(IOException.class);
            assertThat(lab.text()).startsWith("{\"success\"").doesNotContain("}}");
        }
    }

    @Test
    void dripsToTheLastByte() throws IOException {
        try (var lab = Lab.by(AnswerForm.URL, "*=drip:speed=150")) {
            assertThat(lab.text()).endsWith("}}");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"URL", "INLINE"})
    void goesOnAndOn(AnswerForm form) throws IOException {
        try (var lab = Lab.by(form, "*=huge-body:size=5000000:x1", "*=huge-body")) {
            assertThat(lab.answer()).hasSize(5_000_000);
            try (var endless = lab.stream().body()) {
                endless.skipNBytes(100 << 20);
                assertThat(endless.read()).isEqualTo(form == AnswerForm.URL ? ' ' : 'A');
            }
        }
    }

    @Test
    void packsMuchIntoLittle() throws IOException {
        try (var lab = Lab.by(AnswerForm.URL, "*=gzip-bomb")) {
            var bomb = lab.answer();
            assertThat(bomb).hasSizeLessThan(4 << 20);
            var start = new GZIPInputStream(new ByteArrayInputStream(bomb)).readNBytes(3 << 20);
            assertThat(new String(start, StandardCharsets.US_ASCII)).hasSize(3 << 20).isBlank();
        }
    }

    @ParameterizedTest
    @CsvSource({"html-image, image/png, <html>", "svg, image/svg+xml, <svg",
            "cut-image, image/png, PNG", "misnamed, image/jpeg, PNG"})
    void givesTheWrongImageByUrlAndInline(String fault, String type, String start)
            throws IOException {
        try (var lab = Lab.by(AnswerForm.URL, "*=" + fault);
                var inline = Lab.by(AnswerForm.INLINE, "*=" + fault)) {
            var answer = lab.get(lab.link());
            var link = inline.link();
            assertThat(answer.headers().firstValue("content-type")).contains(type);
            assertThat(link).startsWith("data:" + type + ";base64,");
            var image = answer.body().readAllBytes();
            assertThat(new String(image, StandardCharsets.ISO_8859_1)).contains(start);
            assertThat(Base64.getDecoder().decode(link.replaceFirst(".*,", ""))).isEqualTo(image);
        }
    }

    @Test
    void cutsAnImageInTheMiddle() throws IOException {
        try (var lab = Lab.by(AnswerForm.URL, "*=cut-image:x1", "*=redirect")) {
            var half = lab.get(lab.link()).body().readAllBytes();
            var location = lab.get(lab.link()).headers().firstValue("location").orElseThrow();
            var whole = lab.get(lab.server().baseUrl() + location).body().readAllBytes();
            assertThat(half).isEqualTo(Arrays.copyOf(whole, whole.length / 2));
        }
    }

    @Test
    void writesBase64InAnotherAlphabet() throws IOException {
        try (var lab = Lab.by(AnswerForm.INLINE, "*=odd-base64")) {
            assertThat(lab.link()).contains("\r\n").containsAnyOf("_", "-").doesNotContain("+");
        }
    }

    @Test
    void givesTheSameImageToDifferentOrders() throws IOException {
        try (var lab = Lab.by(AnswerForm.URL, "*=same-image")) {
            var first = lab.link();
            assertThat(lab.status("another kite", "k2")).isEqualTo(200);
            assertThat(lab.link()).isEqualTo(first);
            assertThat(lab.server().bill()).hasSize(3);
        }
    }

    @ParameterizedTest
    @CsvSource({"gone, 404, ''", "expired, 403, ''", "redirect, 302, /files/sb-",
            "redirect-loop, 302, /files/redirect-loop/sb-",
            "redirect-private, 302, https://10.255.255.1/files/sb-"})
    void breaksTheDownload(String fault, int status, String location) throws IOException {
        try (var lab = Lab.by(AnswerForm.INLINE, "*=" + fault)) {
            var answer = lab.get(lab.link());
            assertThat(answer.statusCode()).isEqualTo(status);
            assertThat(answer.headers().firstValue("location").orElse("")).startsWith(location);
        }
    }

    @Test
    void refusesTheFirstDownloadOnly() throws IOException {
        try (var lab = Lab.by(AnswerForm.URL, "*=flaky-result")) {
            var link = lab.link();
            assertThat(lab.get(link).statusCode()).isEqualTo(503);
            assertThat(lab.get(link).body().readNBytes(2)).containsExactly(0x89, 'P');
        }
    }

    @Test
    void cutsSlowsAndBloatsTheDownload() throws IOException {
        try (var lab = Lab.by(AnswerForm.URL, "*=cut-result:x1", "*=slow-result:x1",
                "*=huge-result:x1", "*=private-result")) {
            var cut = lab.get(lab.link()).body();
            assertThatThrownBy(cut::readAllBytes).isInstanceOf(IOException.class);
            try (var slow = lab.get(lab.link()).body(); var huge = lab.get(lab.link()).body()) {
                assertThat(slow.readNBytes(2)).containsExactly(0x89, 'P');
                huge.skipNBytes(100 << 20);
                assertThat(huge.read()).isEqualTo('A');
            }
            assertThat(lab.link()).startsWith("https://10.255.255.1/files/private-result/sb-");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"*=reset:biled", "*=500:0%", "*=500:101%", "*=500:rate=2",
            "*=reset:cut=5", "*=html:after=2", "*=500:once=2", "*=truncate:cut=-1"})
    void refusesOptionsThatMakeNoSense(String rule) {
        assertThatThrownBy(() -> FaultRule.parse(rule)).isInstanceOf(UnusableInput.class)
                .hasMessageContaining("; not " + rule.replaceFirst("[^:]*:", ""));
    }

    @Test
    void namesTheNearestFault() {
        assertThatThrownBy(() -> FaultRule.parse("*=trunkate"))
                .hasMessageEndingWith("did you mean truncate?");
    }
}
