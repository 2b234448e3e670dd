package io.skillsphere.query.paging;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.BiFunction;
import java.util.function.ToLongFunction;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A list in SQL that is paged by the log position of its rows, newest first. Pages neither shift nor repeat rows while new
 * ones arrive, and the last page costs what the first does.
 */
public final class NewestFirst {

    private final JdbcClient jdbc;
    private final StringBuilder sql;
    private final List<Object> params = new ArrayList<>();
    private final List<NewestFirst> merged;

    private NewestFirst(JdbcClient jdbc, List<NewestFirst> merged, String select, Object... selectParams) {
        this.jdbc = jdbc;
        this.merged = merged;
        this.sql = new StringBuilder(select).append(" WHERE true");
        this.params.addAll(List.of(selectParams));
    }

    /** Begins a list with its SELECT and FROM, which must offer a column named {@code position}, and their parameters. */
    public static NewestFirst of(JdbcClient jdbc, String select, Object... selectParams) {
        return new NewestFirst(jdbc, List.of(), select, selectParams);
    }

    /**
     * One list of two that have the same columns and no row in common; further conditions narrow both. Unlike with an OR, the
     * pages of each come from an index of its own, in order.
     */
    public static NewestFirst merge(JdbcClient jdbc, NewestFirst one, NewestFirst other) {
        return new NewestFirst(jdbc, List.of(one, other), "SELECT * FROM (%s) merged");
    }

    /** Adds a condition in which every question mark is the value; nothing where the value is null. */
    public NewestFirst where(String condition, Object value) {
        merged.forEach(list -> list.where(condition, value));
        if (value != null && merged.isEmpty()) {
            sql.append(" AND ").append(condition);
            int occurrences = (int) condition.chars().filter(c -> c == '?').count();
            params.addAll(Collections.nCopies(occurrences, value));
        }
        return this;
    }

    /** The rows before a position (null for the newest), at most {@code limit}, and where the next page begins. */
    public <T, P> P page(
            Long before, int limit, RowMapper<T> row, ToLongFunction<T> position, BiFunction<List<T>, Long, P> page) {
        end(before, limit);
        List<T> rows = jdbc.sql(sql.toString()).params(params).query(row).list();
        if (rows.size() <= limit) {
            return page.apply(rows, null);
        }
        List<T> shown = List.copyOf(rows.subList(0, limit));
        return page.apply(shown, position.applyAsLong(shown.get(limit - 1)));
    }

    /** How PostgreSQL would find the rows of a page. */
    public List<String> plan(Long before, int limit) {
        end(before, limit);
        return jdbc.sql("EXPLAIN " + sql).params(params).query(String.class).list();
    }

    private void end(Long before, int limit) {
        if (merged.isEmpty()) {
            where("position < ?", before);
        } else {
            StringJoiner lists = new StringJoiner(" UNION ALL ");
            for (NewestFirst list : merged) {
                list.end(before, limit);
                lists.add("(" + list.sql + ")");
                params.addAll(list.params);
            }
            sql.replace(0, sql.length(), sql.toString().formatted(lists));
        }
        sql.append(" ORDER BY position DESC LIMIT ?");
        params.add(limit + 1); // one more than is shown tells whether there is a next page
    }
}
