package io.skillsphere.web.page;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/** A list that is given in pages, from its first item to its last; a page is asked for when the one before has been read. */
public final class EveryPage {

    private EveryPage() {}

    /**
     * The items of all pages.
     *
     * @param fetch gives the page that begins after a cursor; after null it is the first
     * @param next of a page the cursor of the next; null of the last
     */
    public static <P, C, T> Stream<T> of(Function<C, P> fetch, Function<P, List<T>> items, Function<P, C> next) {
        return Stream.of(fetch)
                .flatMap(first -> Stream.iterate(first.apply(null), Objects::nonNull, page -> {
                    C cursor = next.apply(page);
                    return cursor == null ? null : fetch.apply(cursor);
                }))
                .flatMap(page -> items.apply(page).stream());
    }
}
