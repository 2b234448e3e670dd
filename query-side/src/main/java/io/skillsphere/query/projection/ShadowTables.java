package io.skillsphere.query.projection;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Empty copies of projections' tables, in a schema of their own, that can take the place of the real rows. */
class ShadowTables {

    private final JdbcClient jdbc;
    private final List<String> tables;
    private final String schema;

    ShadowTables(JdbcClient jdbc, Projection projection) {
        this(jdbc, "rebuild_" + projection.name(), projection.tables());
    }

    ShadowTables(JdbcClient jdbc, String schema, List<String> tables) {
        this.jdbc = jdbc;
        this.schema = schema;
        this.tables = tables;
    }

    /** Creates them, without what a rebuild that was cut off may have left. */
    void create() {
        drop();
        jdbc.sql("CREATE SCHEMA " + schema).update();
        for (String table : tables) {
            jdbc.sql("CREATE TABLE %s.%s (LIKE public.%s INCLUDING ALL)".formatted(schema, table, table))
                    .update();
        }
    }

    /** Until the transaction ends, unqualified names of these tables mean the copies. */
    void use() {
        jdbc.sql("SET LOCAL search_path = " + schema + ", public").update();
        ProjectionLock.planForRows(jdbc);
    }

    /** Puts the rows of the copies in the place of the real ones; readers see the old ones until this is committed. */
    void replaceReal() {
        for (String table : tables) {
            jdbc.sql("DELETE FROM public." + table).update();
            jdbc.sql("INSERT INTO public.%s SELECT * FROM %s.%s".formatted(table, schema, table))
                    .update();
        }
    }

    void drop() {
        jdbc.sql("DROP SCHEMA IF EXISTS " + schema + " CASCADE").update();
    }
}
