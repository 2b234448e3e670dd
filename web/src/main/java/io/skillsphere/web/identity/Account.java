package io.skillsphere.web.identity;

import io.skillsphere.api.account.Role;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A person who can sign in. */
@Entity
@Table(name = "account")
class Account {

    @Id
    private UUID id;

    private String name;
    private String email;
    private String passwordHash;

    @Enumerated(EnumType.STRING)
    private Role role;

    private boolean emailVerified;
    private boolean welcomeGranted;
    private Instant createdAt;
    private Instant suspendedAt;
    private Instant emailProvenAt;

    protected Account() {}

    Account(UUID id, String name, String email, String passwordHash, Role role, boolean verified, Instant createdAt) {
        this.id = id;
        this.name = name;
        this.email = email;
        this.passwordHash = passwordHash;
        this.role = role;
        this.emailVerified = verified;
        this.createdAt = createdAt;
    }

    UUID id() {
        return id;
    }

    String name() {
        return name;
    }

    /** Null for somebody who signs in with a provider and has set no password. */
    String passwordHash() {
        return passwordHash;
    }

    void setPasswordHash(String hash) {
        passwordHash = hash;
    }

    /** Notes that its person has shown to read what is mailed to its address. */
    void proveEmail(Instant at) {
        emailVerified = true;
        if (emailProvenAt == null) {
            emailProvenAt = at;
        }
    }

    /** Whether that was ever shown; an address may count as verified without. */
    boolean isProven() {
        return emailProvenAt != null;
    }

    void rename(String newName) {
        name = newName;
    }

    boolean isSuspended() {
        return suspendedAt != null;
    }

    void suspend(Instant at) {
        suspendedAt = at;
    }

    void unsuspend() {
        suspendedAt = null;
    }

    Role role() {
        return role;
    }

    boolean isOf(String otherName, String otherEmail) {
        return name.equals(otherName) && email.equalsIgnoreCase(otherEmail);
    }

    void give(Role newRole) {
        role = newRole;
    }

    /** Whether it is owed the welcome grant: those who learn and teach get it, once their address is verified. */
    boolean isOwedWelcomeGrant() {
        return emailVerified && !welcomeGranted && (role == Role.LEARNER || role == Role.MENTOR);
    }

    AccountView view() {
        return new AccountView(id, name, email, role, emailVerified, createdAt);
    }
}
