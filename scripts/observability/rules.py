"""When somebody is to be woken: each rule with its page of what to do. Pure; see `scripts.dashboards`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """for_: how long it has to be so; means, first, then: the page in docs/alerts, in sentences."""

    name: str
    query: str
    for_: str
    severity: str
    summary: str
    means: str
    do: tuple[str, ...]


PAGE, TICKET = "critical", "warning"
REFUSED = "InvalidPassword|ChallengeResponseFailed|InvalidAccountID|FailedACL"
RULES = (
    Rule(
        "CordboardDown",
        'up{job="cordboard"} == 0',
        "1m",
        PAGE,
        "A part of Cordboard does not answer Prometheus",
        "Server or gateway do not answer. Talks go on without the server; new callers hear music and are held "
        "for about two minutes, then they are offered "
        "a callback, voicemail or the emergency phones.",
        (
            "`cti doctor` on the machine; it says which part is away and what to do.",
            "`cti run` restarts what dies. If it does not run itself, start it: `systemctl start cordboard`, or "
            "`make run`.",
            "The last lines of `DATA/log/server.log` and `DATA/log/gateway.log` say why it ended.",
            "A 403 from the target means that the token is missing in Prometheus' settings: see "
            "[observability](../observability.md).",
        ),
    ),
    Rule(
        "CordboardPartDown",
        "cordboard_part_up == 0",
        "1m",
        PAGE,
        "{{ $labels.part }} does not work",
        "The server runs and cannot reach one of its parts. Without Asterisk, or when it does not listen for SIP "
        "(`sip`), there are no calls; without the manager interface recordings and pauses fail; "
        "without the database nothing is decided; without the gateway browser phones are silent; without Redis "
        "only rates of wrong passwords are not shared.",
        (
            "`curl http://127.0.0.1:8080/api/health` names the part and what is wrong.",
            "`sip`: Asterisk runs and nobody can call. Another program holds its port (`ss -lunp`), or a module is "
            "missing (`cti doctor`). Where this machine starts Asterisk, it takes the port by itself once it is free.",
            "Look into the log of the part in `DATA/log`.",
            "If the database is a server of its own: is it up, is its disk full, do its connections suffice?",
            "[recovery](../recovery.md) has the steps for each part.",
        ),
    ),
    Rule(
        "CordboardJournalFailing",
        "cordboard_journal_failing == 1",
        "30s",
        PAGE,
        "The journal cannot be written",
        "Nothing is obeyed that is not written: talks go on, and every click is refused with *nothing can be "
        "written down*. Nothing is lost; it goes on "
        "by itself when the database takes entries again.",
        (
            "Is the disk full? `df DATA`, `cti doctor`.",
            "Is the database locked by another program (SQLite: a shell left open; PostgreSQL: `pg_stat_activity`)?",
            "The first error stands in `DATA/log/server.log`: *the journal cannot be written*.",
        ),
    ),
    Rule(
        "CordboardEngineLag",
        "histogram_quantile(0.95, sum by (le) (rate(cordboard_engine_lag_seconds_bucket[5m]))) > 0.25",
        "5m",
        TICKET,
        "Orders reach Asterisk late",
        "From a decision to its order goes more than a quarter of a second for one in twenty: agents feel it at "
        "*Confirm*. Nearly always the disk of the "
        "database, or a machine that is too small.",
        (
            "*One commit of the journal* on the dashboard: is it the disk? Then move the database to a faster one.",
            "*Lateness of the loops*: is it the processor? Then see [measurements](../measurements.md) for what "
            "one machine carries.",
            "Is a backup running, or a simulation, or an export?",
        ),
    ),
    Rule(
        "CordboardLoopLate",
        "histogram_quantile(0.99, sum by (le) (rate(cordboard_loop_lateness_seconds_bucket[5m]))) > 0.2",
        "5m",
        TICKET,
        "The server's event loop wakes up late",
        "Something keeps the server's one thread busy, or the machine has no time for it. Above five seconds "
        "the switch takes calls back.",
        (
            "Which process uses the processor: `top`.",
            "Set the log to `debug` for a minute and look for what is written between two late wake-ups.",
        ),
    ),
    Rule(
        "CordboardAriFailures",
        'sum(rate(cordboard_ari_failures_total{reason=~"5xx|unreachable"}[5m])) > 0.1',
        "2m",
        PAGE,
        "Asterisk refuses or does not answer requests",
        "Orders to Asterisk fail. A 404 is normal, for callers hang up; these are not.",
        (
            "`DATA/asterisk/log/messages.log`: what does Asterisk say?",
            "*HTTP session count exceeded*: something else uses ARI; find it with `ss -tp`.",
            "A 500 on the list of channels: one call's data cannot be read; `cti doctor` names what is left "
            "over, and that call has to be hung up.",
        ),
    ),
    Rule(
        "CordboardCallersWaitForNobody",
        'cordboard_queue_waiting > 0 and on (queue) cordboard_queue_agents{state="on_duty"} == 0',
        "2m",
        PAGE,
        "Callers wait in {{ $labels.queue }} and nobody is on duty",
        "The queue is open and none of its members is logged in to the CTI.",
        (
            "Call its supervisors.",
            "Is it closed by the calendar? Then the route should not lead there: look at *Routes*.",
            "The emergency switch of the service closes it with an announcement.",
        ),
    ),
    Rule(
        "CordboardWaitsTooLong",
        "cordboard_queue_oldest_wait_seconds > 300",
        "1m",
        TICKET,
        "The first caller in {{ $labels.queue }} waits longer than five minutes",
        "More callers than people. Change the limit in `scripts/observability/rules.py` where five minutes are usual.",
        (
            "The board shows who is in break or work.",
            "Overflow and callbacks in *Settings, Queues* take the pressure off.",
        ),
    ),
    Rule(
        "CordboardServiceLevelLow",
        "cordboard_queue_service_level_ratio < 0.5 and on (queue) cordboard_queue_offered_total > 20",
        "15m",
        TICKET,
        "{{ $labels.queue }} answers fewer than half of today's callers in time",
        "Of those who were answered or gave up after the first seconds.",
        (
            "Compare staff and calls by half hour in *Figures*.",
            "[simulation](../simulation.md) tells how many people would be enough.",
        ),
    ),
    Rule(
        "CordboardLinesBusy",
        "increase(cordboard_calls_refused_total[5m]) > 0",
        "0m",
        PAGE,
        "Callers find all lines busy",
        "As many callers are at one Asterisk as it lets in (`call_limit`). Who is in goes on; others are refused.",
        (
            "*Calls*: where are they? Many in a queue: more agents, or a shorter way to a callback in the route.",
            "Processor time to spare: raise `call_limit`. None: another Asterisk ([sizing](../sizing.md)).",
            "One number calls again and again: restrict it.",
        ),
    ),
    Rule(
        "CordboardSoundBad",
        "histogram_quantile(0.9, sum by (le, side) (rate(cordboard_talk_loss_ratio_bucket[10m]))) > 0.05",
        "10m",
        TICKET,
        "One talk in ten loses more than 5 % of its sound on the {{ $labels.side }}'s side",
        "`agent`: the network between desks and gateway. `caller`: the trunk.",
        (
            "*Loss at the gateway*: on the leg `page` only, it is the office's network or its Wi-Fi; on "
            "`switch`, this machine has no time.",
            "For the trunk ask the provider, with times from `cti calls CALL-ID`.",
        ),
    ),
    Rule(
        "CordboardAttacked",
        f'sum(rate(cordboard_security_events_total{{kind=~"{REFUSED}"}}[5m])) > 1',
        "5m",
        TICKET,
        "Somebody tries SIP accounts",
        "More than one refused attempt a second for five minutes. They are refused; this is about load and attention.",
        (
            "`DATA/asterisk/log/messages.log` names addresses.",
            "Block them at the firewall; [security](../security.md) says what is shut by default.",
        ),
    ),
    Rule(
        "CordboardDiskNearlyFull",
        "cordboard_storage_free_bytes < 2e9",
        "5m",
        PAGE,
        "Less than 2 GB are free for the data folder",
        "Below `recording_room` (500 MB) nothing is recorded; with nothing left, the journal stands still.",
        (
            "*What is kept* on the dashboard: what grows?",
            "`cti retention` shows what the rules would remove, and the oldest of each kind.",
            "Move recordings to another disk: a mount at `DATA/recordings`.",
        ),
    ),
    Rule(
        "CordboardDiskFillsSoon",
        "predict_linear(cordboard_storage_free_bytes[6h], 4 * 86400) < 0",
        "1h",
        TICKET,
        "The disk of the data folder is full within four days, as it goes",
        "A straight line through the last six hours.",
        ("As for [CordboardDiskNearlyFull](CordboardDiskNearlyFull.md), with more time.",),
    ),
    Rule(
        "CordboardBackupOld",
        "time() - cordboard_backup_timestamp_seconds > 2 * 86400",
        "1h",
        TICKET,
        "The last backup is older than two days, or there never was one",
        "`cti backup` notes in the data folder when it has finished.",
        (
            "Does the timer run? `systemctl list-timers`.",
            "Make one by hand: `cti backup /somewhere/else/house.tar.gz`; an error says what is wrong.",
            "A backup that was never restored is a hope: [recovery](../recovery.md).",
        ),
    ),
    Rule(
        "CordboardRetentionLate",
        "time() - (cordboard_retention_timestamp_seconds > 0) > 2 * 86400",
        "1h",
        TICKET,
        "The daily retention has not gone through for two days",
        "What should have been removed by its date is still there. That is a matter of law, not only of room.",
        (
            "`cti retention` tells each rule, and what is due.",
            "*could not be removed* in `DATA/log/server.log` says which rule fails.",
        ),
    ),
    Rule(
        "CordboardWebhooksGivenUp",
        "cordboard_webhooks_given_up > 0",
        "15m",
        TICKET,
        "{{ $value }} events never reached their webhook",
        "They were tried for a day and put aside.",
        (
            "*Settings, Webhooks* shows what came back, and sends them again.",
            "The receiver may have moved, or its certificate ended: `cti doctor`.",
        ),
    ),
    Rule(
        "CordboardPromptsMissing",
        "cordboard_prompts_missing > 0",
        "10m",
        TICKET,
        "{{ $value }} prompts cannot be spoken",
        "Callers hear them in another language.",
        (
            "*Prompts* marks them: words with kanji need a reading, such as 電話《でんわ》.",
            "Write it, or record the words or bring a file of them.",
        ),
    ),
    Rule(
        "CordboardCanaryFailing",
        "cordboard_canary_up == 0",
        "1m",
        PAGE,
        "The synthetic call was not answered, or not heard both ways",
        "A call by the way that callers take, to an echo. All metrics may look well and "
        "callers hear nothing: this is what it is for.",
        (
            "`/api/health` and `cti doctor` say what went wrong: no answer, or no sound back.",
            "No answer: is Asterisk up, does the server live, is this machine's own address in `trunks`?",
            "No sound: RTP ports at the firewall, `rtp_ports`, the address in `CORDBOARD_SIP`.",
            "Call the number yourself.",
        ),
    ),
    Rule(
        "CordboardCanarySilent",
        "time() - cordboard_canary_timestamp_seconds > 3600",
        "5m",
        TICKET,
        "No synthetic call for an hour",
        "The canary is switched on and does not call.",
        ("`DATA/log/server.log`: *the canary*.", "The setting `canary` is in minutes."),
    ),
)
