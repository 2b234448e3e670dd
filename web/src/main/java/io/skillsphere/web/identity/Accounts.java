package io.skillsphere.web.identity;

import io.skillsphere.api.account.Role;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.transaction.annotation.Transactional;

/** The accounts there are; {@link AccountOpening} adds to them. */
@Transactional(readOnly = true)
interface Accounts extends Repository<Account, UUID> {

    Optional<Account> findById(UUID id);

    boolean existsById(UUID id);

    boolean existsByRoleNot(Role role);

    @Query("from Account where lower(email) = lower(:email)")
    Optional<Account> findByEmail(String email);

    @Query("select id from Account where lower(email) = lower(:email)")
    Optional<UUID> findIdByEmail(String email);

    /** As it is now and stays until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_READ)
    @Query("from Account where id = :id")
    Optional<Account> share(UUID id);

    /** For changing: whoever else wants to, or to open a session, waits. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("from Account where id = :id")
    Optional<Account> lock(UUID id);

    /** Locked, and always in the same order, so that two who change roles at once wait for each other. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("from Account where role = :role order by id")
    List<Account> lockAllWith(Role role);

    /** Oldest first. */
    @Query("from Account where emailVerified and not welcomeGranted and role in (LEARNER, MENTOR) order by createdAt")
    List<Account> findOwedWelcomeGrant();

    @Transactional
    @Modifying
    @Query("update Account set welcomeGranted = true where id = :id")
    void markWelcomeGranted(UUID id);
}
