package io.darkroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.darkroom.catalog.ProductRows;
import io.darkroom.intake.PlanReport;
import io.darkroom.item.Layout;
import io.darkroom.item.Usd;
import io.darkroom.manifest.Mapping;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlanTests {

    @Test
    void aPlanIsCountsCostsAndProblems() {
        assertThat(PlanText.full(plan(), 80)).isEqualTo(Golden.text("plan"));
    }

    @Test
    void inShortItIsWithoutTableAndProblems() {
        assertThat(PlanText.brief(plan())).isEqualTo(
                """
                    spring: catalog.csv with hinow, openai/gpt-image-2-edit
                    20 entries, 20 items: 12 new, 1 changed (1 prompt), 4 unchanged and reused, 1 held (unknown or \
                    rejected before), 2 invalid, 3 removed since the last run
                    Estimated $1.44, at worst $4.32; takes about 1 min 18 s under the limits
                    Note: 5 rows are 2 products
                    Warning: 4:5 is described but not listed
                    """);
    }

    @Test
    void asJsonItHasItsFieldsInOrder() {
        assertThat(PlanJson.of(plan()).toString()).isEqualTo(
                """
                    {"job":"spring","manifest":"catalog.csv","provider":"hinow",\
                    "model":"openai/gpt-image-2-edit","entries":20,"items":20,"new":12,"changed":1,\
                    "unchanged":4,"held":1,"invalid":2,"removed":3,"changed_by":{"prompt":1},\
                    "changes":[{"id":"A-1","variant":"studio","reasons":["prompt"]}],"costs":[{"mode":"text",\
                    "quality":"medium","resolution":"1k","items":10,"each_usd":0.06,"total_usd":0.60},\
                    {"mode":"edit","quality":"high","resolution":"2k","items":3,"each_usd":0.28,\
                    "total_usd":0.84}],"estimated_usd":1.44,"worst_case_usd":4.32,"price_unknown":false,\
                    "expected_seconds":78,"mapping":{"export":"Shopify products","each":"product",\
                    "image_base":null,"columns":{"id":"Handle"},"images":["Image Src"]},\
                    "notes":["5 rows are 2 products"],"problems":["catalog.csv:7: aspect_ratio \\"7:5\\": one of 1:1"],\
                    "warnings":["4:5 is described but not listed"]}""");
    }

    private static Mapping mapping() {
        return new Mapping(List.of("Handle", "Image Src"), Optional.of("Shopify products"),
                Map.of("id", "Handle"), List.of("Image Src"), false, Optional.empty(),
                Layout.Each.PRODUCT, new ProductRows.SameKey("Handle"), "", Optional.empty(),
                false, Map.of());
    }

    private static PlanReport plan() {
        var costs = List.of(
                new PlanReport.Line("text", "medium", "1k", 10, Usd.of("0.06"), Usd.of("0.6")),
                new PlanReport.Line("edit", "high", "2k", 3, Usd.of("0.28"), Usd.of("0.84")));
        return new PlanReport("spring", "catalog.csv", "hinow", "openai/gpt-image-2-edit", 20, 20,
                12, 1, Map.of("prompt", 1L),
                List.of(new PlanReport.Change("A-1", "studio", List.of("prompt"))), 4, 1, 2, 3,
                costs, Usd.of("1.44"), Usd.of("4.32"), false,
                Duration.ofSeconds(78), mapping(), List.of("5 rows are 2 products"),
                List.of("catalog.csv:7: aspect_ratio \"7:5\": one of 1:1"),
                List.of("4:5 is described but not listed"));
    }
}
