package io.skillsphere.query.projection;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Empty copies of a projection's tables, in a schema of their own, that can take the place of the real rows. */
class ShadowTables {

    private final JdbcClient jdbc;
    private final Projection projection;
    private final String schema;

    ShadowTables(JdbcClient jdbc, Projection projection) {
        this.jdbc = jdbc;
        this.projection = projection;
        this.schema = "rebuild_" + projection.name();
    }

    /** Creates them, without what a rebuild that was cut off may have left. */
    void create() {
        drop();
        jdbc.sql("CREATE SCHEMA " + schema).update();
        for (String table : projection.tables()) {
            jdbc.sql("CREATE TABLE %s.%s (LIKE public.%s INCLUDING ALL)".formatted(schema, table, table))
                    .update();
        }
    }

    /** Until the transaction ends, unqualified names of these tables mean the copies. */
    void use() {
        jdbc.sql("SET LOCAL search_path = " + schema + ", public").update();
    }

    /** Puts the rows of the copies in the place of the real ones; readers see the old ones until this is committed. */
    void replaceReal() {
        for (String table : projection.tables()) {
            jdbc.sql("DELETE FROM public." + table).update();
            jdbc.sql("INSERT INTO public.%s SELECT * FROM %s.%s".formatted(table, schema, table))
                    .update();
        }
    }

    void drop() {
        jdbc.sql("DROP SCHEMA IF EXISTS " + schema + " CASCADE").update();
    }
}
