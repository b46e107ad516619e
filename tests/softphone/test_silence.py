"""When a page counts as away and as back, look by look, in virtual time."""

from softphone.gateway.silence import FORGIVEN_AFTER, LATE, QUIET_AFTER, SILENT_AFTER, Attention, Turn, Watch

PACKET, LOOK = 0.02, 0.1


class Line:
    """A page's packets as the gateway gets them; `told` are the turns that mattered, with their times."""

    def __init__(self) -> None:
        self.watch, self.attention, self.now = Watch(), Attention(), 100.0
        self.heard = self.spoke = self.now
        self.told: list[tuple[float, Turn]] = []
        self.knocks = 0

    def passes(self, seconds: float, voice: bool, answers: bool = False) -> "Line":
        """answers: the page says that it is there when it is asked."""
        for _ in range(round(seconds / PACKET)):
            self.now += PACKET
            if voice:
                self.heard = self.spoke = self.now
            if round(self.now / PACKET) % round(LOOK / PACKET) == 0:
                self._look(answers)
        return self

    def is_kept(self, seconds: float) -> "Line":
        """Nobody looks for so long, nor reads what comes; then somebody looks."""
        self.now += seconds
        self._look(answers=False)
        return self

    def _look(self, answers: bool, read: bool = True) -> None:
        deaf = self.attention.deaf(self.now, read)
        turn = self.watch.look(self.heard, self.spoke, self.now, deaf)
        if turn is Turn.KNOCK:
            self.knocks += 1
            self.heard = self.now if answers else self.heard
        elif turn is not Turn.NONE:
            self.told.append((self.now, turn))

    def turns(self) -> list[Turn]:
        return [turn for _, turn in self.told]


def test_a_voice_that_breaks_off_is_missed_within_the_patience() -> None:
    line = Line().passes(5, voice=True)
    broke_off = line.now
    line.passes(2, voice=False)
    ((at, turn),) = line.told
    assert turn is Turn.AWAY
    assert SILENT_AFTER < at - broke_off <= SILENT_AFTER + LOOK + PACKET


def test_pauses_and_loss_of_a_bad_network_are_not_told() -> None:
    line = Line()
    for _ in range(50):
        line.passes(0.3, voice=True).passes(0.4, voice=False)
    assert line.told == []


def test_who_is_heard_again_is_back_after_a_moment_of_steady_voice() -> None:
    line = Line().passes(1, voice=True).passes(3, voice=False)
    line.passes(0.06, voice=True).passes(0.5, voice=False)
    assert line.turns() == [Turn.AWAY]
    line.passes(0.5, voice=True)
    assert line.turns() == [Turn.AWAY, Turn.BACK]


def test_each_false_alarm_makes_more_patient() -> None:
    line = Line()
    for _ in range(10):
        line.passes(1, voice=True).passes(0.9, voice=False)
    assert line.turns() == [Turn.AWAY, Turn.BACK]


def test_a_good_while_forgets_the_false_alarms() -> None:
    line = Line().passes(1, voice=True).passes(0.9, voice=False).passes(FORGIVEN_AFTER + 2, voice=True)
    line.passes(0.9, voice=False)
    assert line.turns() == [Turn.AWAY, Turn.BACK, Turn.AWAY]


def test_a_real_absence_costs_no_patience() -> None:
    line = Line().passes(1, voice=True).passes(20, voice=False).passes(1, voice=True).passes(0.9, voice=False)
    assert line.turns() == [Turn.AWAY, Turn.BACK, Turn.AWAY]


def test_a_page_that_stops_speaking_and_answers_is_not_missed() -> None:
    line = Line().passes(1, voice=True).passes(60, voice=False, answers=True)
    assert line.told == []
    assert line.knocks > 30


def test_an_idle_page_that_does_not_answer_is_missed_later() -> None:
    line = Line().passes(1, voice=True).passes(10, voice=False, answers=True)
    fell_silent = line.now
    line.passes(10, voice=False)
    ((at, _),) = line.told
    assert at - fell_silent <= QUIET_AFTER + LOOK


def test_an_idle_page_that_answers_again_is_back_at_once() -> None:
    line = Line().passes(1, voice=True).passes(10, voice=False, answers=True).passes(10, voice=False)
    line.passes(3, voice=False, answers=True)
    assert line.turns() == [Turn.AWAY, Turn.BACK]


def test_a_gateway_that_was_kept_from_listening_blames_no_page() -> None:
    line = Line()
    for _ in range(10):
        line.passes(1, voice=True).passes(0.3, voice=False).is_kept(0.3).passes(0.1, voice=False)
    assert line.told == []


def test_nor_one_whose_packets_are_not_read_in_time() -> None:
    line = Line().passes(1, voice=True).passes(0.4, voice=False)
    line.now += LATE / 2
    line._look(answers=False, read=False)
    line.passes(1, voice=True)
    assert line.told == []


def test_a_page_that_is_gone_is_missed_after_what_was_listened_for() -> None:
    line = Line().passes(1, voice=True).is_kept(0.4)
    line.passes(SILENT_AFTER + 2 * LOOK, voice=False)
    assert line.turns() == [Turn.AWAY]


def test_a_gateway_that_is_never_in_time_misses_it_too() -> None:
    line = Line().passes(1, voice=True)
    for _ in range(10):
        line.is_kept(0.3)
    assert line.turns() == [Turn.AWAY]
