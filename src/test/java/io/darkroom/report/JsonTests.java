package io.darkroom.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class JsonTests {

    private static final FolderStore STORE = new FolderStore(Path.of("unused"));

    @Test
    void aSummaryHasItsFieldsInOrder() {
        assertThat(Records.summary("failed", 1, 0, 0, 2, 0, 0).toJson()).isEqualTo("""
            {"run":"20261122-153042-7f3a9c","job":"spring-catalog","status":"failed","items":10,\
            "succeeded":7,"reused":2,"failed":1,"rejected":0,"invalid":0,"unknown":2,"pending":0,\
            "cancelled":0,"requests":12,"throttled":1,"cost_usd":0.48,"estimated_usd":0.60,\
            "started_at":"2026-11-22T15:30:42Z","finished_at":"2026-11-22T15:31:23.207Z",\
            "seconds":41.207,"results":"https://bucket.example/spring-catalog/results.jsonl",\
            "halt_reason":null,"halt_message":null,"perhaps_billed_usd":0.12,"reserved_usd":0.12,\
            "budget_usd":25.00,"perhaps_billed_requests":2,"budget_left_usd":24.40,\
            "day_cost_usd":3.00,"day_reserved_usd":0.00,"day_budget_usd":10.00,\
            "day_budget_left_usd":7.00,"balance_before_usd":null,"balance_after_usd":null,\
            "balance_difference_usd":null}""");
    }

    @Test
    void aHaltIsAReasonAndASentence() {
        assertThat(Records.halted("KEY_REFUSED", "The key was refused.").toJson()).contains("""
            "results":null,"halt_reason":"KEY_REFUSED","halt_message":"The key was refused.",""");
    }

    @Test
    void anItemHasItsFieldsInOrder() {
        var item = Records.succeeded("{\"title\":\"Mug\",\"price\":\"1.50\"}");
        assertThat(ItemJson.of(item, STORE).toString()).isEqualTo("""
            {"id":"A-1","row":1,"variant":"studio","mode":"edit","status":"succeeded",\
            "attempts":2,"prompt":"On white","images":["a.png","https://example.com/b.png"],\
            "quality":"medium","resolution":"1k","aspect_ratio":"1:1","output_format":"png",\
            "output_key":"spring/A-1.png","output_url":"https://bucket.example/spring/A-1.png",\
            "output_sha256":"6105d6cc76af400325e94d588ce511be5bfdbb73b437dc51eca43917d7a43e3d",\
            "output_bytes":2048,"width":1024,"height":1024,"cost_usd":0.06,"reused_from":null,\
            "error_code":null,"error_message":null,"provider_request_id":"req-1",\
            "started_at":"2026-11-22T15:30:42Z","finished_at":"2026-11-22T15:30:51Z",\
            "columns":{"title":"Mug","price":"1.50"}}""");
    }

    @Test
    void whatAnItemLacksIsNull() {
        var json = ItemJson.of(Records.invalid("B", "{}"), STORE);
        assertThat(json.toString()).contains("\"variant\":null,\"mode\":null",
                "\"output_key\":null,\"output_url\":null,\"output_sha256\":null",
                "\"columns\":{}");
    }
}
