package io.skillsphere.query.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** What a projection writes once for all events of a batch, which is many times faster than once for each. */
public final class BatchEnd {

    private BatchEnd() {}

    /**
     * Keeps a row until the batch of the current event ends, and has them all written then, in the order in which they came; at
     * once where each handler has to fail alone.
     */
    public static <T> void write(String name, T row, Consumer<List<T>> writer) {
        UnitOfWork<?> root = CurrentUnitOfWork.get().root();
        if (root instanceof BatchingUnitOfWork && !ProjectionTransaction.isCareful(root)) {
            root.<List<T>>getOrComputeResource(name, key -> begin(root, writer)).add(row);
        } else {
            writer.accept(List.of(row));
        }
    }

    private static <T> List<T> begin(UnitOfWork<?> root, Consumer<List<T>> writer) {
        List<T> rows = new ArrayList<>();
        root.onPrepareCommit(u -> writer.accept(rows));
        return rows;
    }
}
