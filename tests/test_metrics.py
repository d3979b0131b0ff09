"""Metrics: each application has its own, and their labels stay few."""

from __future__ import annotations

from prometheus_client.parser import text_string_to_metric_families

from alttprbot.metrics import Metrics

UNBOUNDED = {"user", "guild", "channel", "room", "preset", "namespace", "path", "url", "hash", "id"}


def test_two_applications_count_apart() -> None:
    one, other = Metrics(), Metrics()

    one.seeds_generated.labels("alttpr", "discord", "success").inc()

    labels = {"randomizer": "alttpr", "surface": "discord", "outcome": "success"}
    assert one.registry.get_sample_value("sahasrahbot_seeds_total", labels) == 1
    assert other.registry.get_sample_value("sahasrahbot_seeds_total", labels) is None


def test_rendered_text_can_be_scraped() -> None:
    metrics = Metrics()
    metrics.provider_latency.labels("alttpr", "generate_seed").observe(0.4)
    metrics.service_up.labels("web").set(1)

    families = {family.name: family for family in text_string_to_metric_families(metrics.render().decode())}

    assert {"process_resident_memory_bytes", "sahasrahbot_event_loop_lag_seconds"} <= families.keys()
    assert families["sahasrahbot_service_up"].samples[0].labels == {"service": "web"}
    observed = {
        sample.labels["le"]: sample.value
        for sample in families["sahasrahbot_provider_seconds"].samples
        if sample.name.endswith("_bucket")
    }
    assert (observed["0.25"], observed["0.5"]) == (0, 1)


def test_no_metric_is_labelled_with_what_people_choose() -> None:
    metrics = Metrics()

    labels = {
        label for metric in vars(metrics).values() if metric is not metrics.registry for label in metric._labelnames
    }

    assert {"service", "provider", "outcome"} <= labels
    assert not labels & UNBOUNDED
