package io.skillsphere.web.mail;

/** What has become of a mail. */
enum MailState {
    /** It is to be sent, perhaps again. */
    WAITING,
    SENT,
    /** When it was due there was nothing to say any more, or an operator discarded it. */
    DROPPED,
    /** It could not be sent however often it was tried. */
    DEAD
}
