package io.skillsphere.api.notification;

import java.util.List;

/** A page of notifications; {@code next} is the {@code before} of the next page, null on the last. */
public record NotificationPage(List<NotificationView> items, Long next) {}
