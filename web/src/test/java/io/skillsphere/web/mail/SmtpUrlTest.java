package io.skillsphere.web.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skillsphere.web.StartRefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class SmtpUrlTest {

    @Test
    void a_server_inside_needs_no_password_and_is_talked_to_in_secret_if_it_can() {
        JavaMailSenderImpl sender = SmtpUrl.sender("smtp://mail:1025");

        assertThat(sender.getHost()).isEqualTo("mail");
        assertThat(sender.getPort()).isEqualTo(1025);
        assertThat(sender.getUsername()).isNull();
        assertThat(sender.getJavaMailProperties())
                .containsEntry("mail.smtp.auth", "false")
                .containsEntry("mail.smtp.starttls.enable", "true")
                .containsEntry("mail.smtp.starttls.required", "false");
    }

    @Test
    void a_password_is_never_sent_in_clear() {
        JavaMailSenderImpl sender = SmtpUrl.sender("smtp://ada%40example.org:p%40ss+word@mail.example.org");

        assertThat(sender.getPort()).isEqualTo(587);
        assertThat(sender.getUsername()).isEqualTo("ada@example.org");
        assertThat(sender.getPassword()).isEqualTo("p@ss+word");
        assertThat(sender.getJavaMailProperties())
                .containsEntry("mail.smtp.auth", "true")
                .containsEntry("mail.smtp.starttls.required", "true")
                .containsEntry("mail.smtp.ssl.checkserveridentity", "true");
    }

    @Test
    void smtps_is_encrypted_from_the_start() {
        JavaMailSenderImpl sender = SmtpUrl.sender("smtps://user:password@mail.example.org");

        assertThat(sender.getPort()).isEqualTo(465);
        assertThat(sender.getJavaMailProperties()).containsEntry("mail.smtp.ssl.enable", "true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mail:1025", "http://mail", "smtp://", "smtp://user:secret word@mail"})
    void what_is_no_mail_server_stops_the_start_and_is_not_repeated(String url) {
        assertThatThrownBy(() -> SmtpUrl.sender(url))
                .isInstanceOf(StartRefusedException.class)
                .hasMessageNotContaining("secret");
    }
}
