package io.darkroom.ledger;

import io.darkroom.ledger.Oddity.Kind;
import java.util.EnumMap;
import java.util.Map;

/// The statement that finds each kind of contradiction in a run. The two values stand in the order
/// of [Oddity]: what the ledger says, and what its other rows say.
final class Oddities {

    /// An item as people name it, of its input row `n`.
    static final String NAME = "n.entry_id || case n.variant when '' then '' else '/' || n.variant end";

    private static final String MISSING_ROWS = """
        with mine as (select row_no, variant from item_input where run_id = :run)
        select null as item, null as key, 'row ' || w.row_no
            || case v.variant when '' then '' else ', variant ' || v.variant end as expected,
            'no input row' as found
        from generate_series(1, (select max(row_no) from mine)) as w(row_no)
            cross join (select distinct variant from mine) v
        where not exists (select from mine m where m.row_no = w.row_no and m.variant = v.variant)
        order by w.row_no, v.variant
        """;
    private static final String MISSING_ITEMS = """
        select %s as item, n.output_key as key, 'row ' || n.row_no as expected, 'no item' as found
        from item_input n
        where n.run_id = :run
            and not exists (select from item i where i.id = n.item_id and i.run_id = n.run_id)
        order by n.item_id
        """.formatted(NAME);
    private static final String MISSING_INPUTS = """
        select null as item, i.output_key as key, 'item ' || i.id as expected,
            'no input row' as found
        from item i
        where i.run_id = :run
            and not exists (select from item_input n where n.item_id = i.id and n.run_id = i.run_id)
        order by i.id
        """;
    private static final String STRAY_REQUESTS = """
        select null as item, null as key, 'request ' || a.id as expected, 'no item' as found
        from attempt a
        where a.run_id = :run
            and not exists (select from item i where i.id = a.item_id and i.run_id = a.run_id)
        order by a.id
        """;
    private static final String KEYS = """
        select %s as item, i.output_key as key, coalesce(n.output_key, 'no key') as expected,
            i.output_key as found
        from item i join item_input n on n.item_id = i.id
        where i.run_id = :run and i.state = 'SUCCEEDED' and i.reused_from is null
            and i.output_key is distinct from n.output_key
        order by i.id
        """.formatted(NAME);
    private static final String COSTS = """
        select %s as item, null as key, i.cost_usd::text as expected,
            coalesce(a.cost, 0)::text as found
        from item i join item_input n on n.item_id = i.id
            left join (select item_id, sum(cost_usd) as cost from attempt where run_id = :run
                group by item_id) a on a.item_id = i.id
        where i.run_id = :run and i.cost_usd <> coalesce(a.cost, 0)
        order by i.id
        """.formatted(NAME);
    // The key is the same for all requests that mean one image, until the operator retries; the
    // money of those that were replayed has moved to the replay.
    private static final String BILLED_TWICE = """
        select %s as item, null as key, '1 billed request' as expected,
            count(*) || ' billed requests' as found
        from attempt a join item_input n on n.item_id = a.item_id
        where a.run_id = :run and a.outcome in ('RENDERED', 'UNUSABLE')
            and a.cost_usd is distinct from 0
        group by a.idempotency_key, n.item_id having count(*) > 1
        order by n.item_id
        """.formatted(NAME);

    /// Each with the run as `:run`, and columns `item`, `key`, `expected`, `found`.
    static final Map<Kind, String> QUESTIONS = new EnumMap<>(
            Map.of(Kind.MISSING_ROW, MISSING_ROWS, Kind.MISSING_ITEM, MISSING_ITEMS,
                    Kind.MISSING_INPUT, MISSING_INPUTS, Kind.STRAY_REQUEST, STRAY_REQUESTS,
                    Kind.KEY, KEYS, Kind.COST, COSTS, Kind.BILLED_TWICE, BILLED_TWICE));

    private Oddities() {}
}
