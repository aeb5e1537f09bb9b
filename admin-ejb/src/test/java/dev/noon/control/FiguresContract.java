package dev.noon.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.noon.control.SwapFigures.Collected;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What every implementation of {@link Figures} keeps. */
public abstract class FiguresContract {
    private static final NodeIdentity FIRST = new NodeIdentity("dev", "node-1.example$com", "127.0.0.1:5701");
    private static final NodeIdentity SECOND = new NodeIdentity("dev", "node-2", "127.0.0.1:5702");
    private static final List<String> BOTH = List.of(FIRST.name(), SECOND.name());

    /** Empty stores. */
    protected abstract Stores stores();

    @Test
    void figures_of_several_nodes_stand_side_by_side_and_later_ones_replace_earlier_ones() {
        SwapFigures known = new SwapFigures(
                FIRST, 7, 1000, OptionalLong.of(5_000_000_000L), Optional.of(new Collected(1 << 20, 12)), 3);
        SwapFigures unknown = new SwapFigures(SECOND, 7, 1004, OptionalLong.empty(), Optional.empty(), 0);
        Figures figures = stores().figures();

        figures.put(List.of(figure(FIRST, 7, 1000), figure(FIRST, 8, 1001)), BOTH);
        figures.put(List.of(known), List.of(FIRST.name()));
        figures.put(List.of(unknown), List.of(SECOND.name()));

        assertThat(figures.of("dev", 7)).isEqualTo(new Figures.Kept(BOTH, List.of(known, unknown)));
        assertThat(figures.of("dev", 8).nodes()).containsExactly(figure(FIRST, 8, 1001));
        assertThat(figures.of("dev", 9)).isEqualTo(Figures.Kept.NOTHING);
        assertThat(figures.of("prod", 7)).isEqualTo(Figures.Kept.NOTHING);
    }

    @Test
    void nodes_that_write_at_once_lose_nothing() {
        List<NodeIdentity> nodes = IntStream.range(0, 8)
                .mapToObj(i -> new NodeIdentity("dev", "node-" + i, ""))
                .toList();
        List<CompletableFuture<Void>> all = nodes.stream()
                .map(node -> CompletableFuture.runAsync(() -> stores().figures()
                        .put(
                                LongStream.rangeClosed(1, 20)
                                        .mapToObj(n -> figure(node, n, n))
                                        .toList(),
                                BOTH)))
                .toList();
        all.forEach(CompletableFuture::join);

        for (long revision = 1; revision <= 20; revision++) {
            assertThat(stores().figures().of("dev", revision).nodes()).hasSize(8);
        }
    }

    @Test
    void sweeping_drops_old_figures_and_no_young_ones() {
        List<SwapFigures> all = LongStream.rangeClosed(1, 150)
                .mapToObj(number -> figure(FIRST, number, 1000 + number))
                .toList();
        stores().figures().put(all, BOTH);

        assertThat(stores().figures().sweep("dev", 2000, 1000 + 145)).isEqualTo(144);
        assertThat(stores().figures().of("dev", 144).nodes()).isEmpty();
        assertThat(stores().figures().of("dev", 145).nodes()).hasSize(1);
        assertThat(stores().figures().sweep("dev", 2000, 1000 + 146)).isEqualTo(1);
    }

    private static SwapFigures figure(NodeIdentity node, long revision, long timeMillis) {
        return new SwapFigures(node, revision, timeMillis, OptionalLong.of(1), Optional.of(new Collected(2, 3)), 4);
    }
}
