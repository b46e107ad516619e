"""The table of a call's life: what can happen to it in each state, and what may be asked of it.

A fact that has no row here is a bug at the edge, a command that has no row is refused. Diagram, tests and the desk's
buttons come from these tables.
"""

from enum import StrEnum

from cti import commands, facts
from journal import Command, Fact


class CallState(StrEnum):
    ARRIVED = "arrived"
    DIALLING = "dialling"  # an outgoing call; nothing is known of the far end yet
    RINGING = "ringing"  # at the far end
    EARLY = "early media"  # the far end is heard before it answers
    IN_ROUTE = "in route"
    QUEUED = "queued"
    PROMISED = "promised"  # a promised call that is offered to nobody now: its customer is called, or it rests
    OFFERED = "offered"
    CONNECTING = "connecting"
    TALKING = "talking"
    HELD = "held"
    FORWARDED = "forwarded"  # it rings at a number outside, no agent is there
    OUTSIDE = "outside"  # the caller talks with somebody outside, without an agent
    DISMISSED = "dismissed"
    UNALLOCATED = "unallocated"
    RELEASING = "releasing"
    CLEARED = "cleared"


S = CallState
TRANSITIONS: dict[tuple[CallState, type[Fact]], CallState] = {
    (S.ARRIVED, facts.RouteEntered): S.ARRIVED,
    (S.ARRIVED, facts.Unallocated): S.UNALLOCATED,
    (S.ARRIVED, facts.Answered): S.IN_ROUTE,
    (S.IN_ROUTE, facts.StepEntered): S.IN_ROUTE,
    (S.IN_ROUTE, facts.WayTaken): S.IN_ROUTE,
    (S.IN_ROUTE, facts.LanguageChosen): S.IN_ROUTE,
    (S.IN_ROUTE, facts.PromptStarted): S.IN_ROUTE,
    (S.IN_ROUTE, facts.InputTimedOut): S.IN_ROUTE,
    (S.IN_ROUTE, facts.CallbackRequested): S.IN_ROUTE,
    (S.IN_ROUTE, facts.LookupAsked): S.IN_ROUTE,
    (S.IN_ROUTE, facts.SurveyAnswered): S.IN_ROUTE,
    (S.IN_ROUTE, facts.RecordingAnnounced): S.IN_ROUTE,
    (S.IN_ROUTE, facts.MessageStarted): S.IN_ROUTE,
    (S.IN_ROUTE, facts.MessageRefused): S.IN_ROUTE,
    (S.IN_ROUTE, facts.Queued): S.QUEUED,
    (S.QUEUED, facts.QueueWidened): S.QUEUED,
    (S.OFFERED, facts.QueueWidened): S.OFFERED,
    (S.QUEUED, facts.RingWidened): S.QUEUED,
    (S.OFFERED, facts.RingWidened): S.OFFERED,
    (S.QUEUED, facts.NotMatched): S.QUEUED,
    (S.QUEUED, facts.QueueLeft): S.IN_ROUTE,
    (S.QUEUED, facts.Overflowed): S.QUEUED,
    (S.QUEUED, facts.CallbackRequested): S.QUEUED,
    (S.QUEUED, facts.PassedToRoute): S.IN_ROUTE,
    (S.QUEUED, facts.AnnouncementDue): S.QUEUED,
    (S.QUEUED, facts.WaitTold): S.QUEUED,
    (S.QUEUED, facts.PromptStarted): S.QUEUED,
    (S.IN_ROUTE, facts.PassedToQueue): S.QUEUED,
    (S.OFFERED, facts.CallbackTaken): S.PROMISED,
    (S.PROMISED, facts.OfferWithdrawn): S.PROMISED,
    (S.QUEUED, facts.CallbackRested): S.PROMISED,
    (S.OFFERED, facts.CallbackRested): S.PROMISED,
    (S.PROMISED, facts.CallbackRested): S.PROMISED,
    (S.PROMISED, facts.CallbackResumed): S.QUEUED,
    (S.IN_ROUTE, facts.PassedToRoute): S.IN_ROUTE,
    (S.QUEUED, facts.Offered): S.OFFERED,
    (S.OFFERED, facts.Offered): S.OFFERED,
    (S.OFFERED, facts.PhoneAwaited): S.OFFERED,
    (S.HELD, facts.PhoneAwaited): S.HELD,  # by who is asked
    (S.OFFERED, facts.OfferConfirmed): S.CONNECTING,
    (S.CONNECTING, facts.OfferWithdrawn): S.CONNECTING,
    (S.OFFERED, facts.OfferCancelled): S.QUEUED,
    (S.OFFERED, facts.OfferUnanswered): S.QUEUED,
    (S.OFFERED, facts.OfferFailed): S.QUEUED,
    (S.CONNECTING, facts.OfferFailed): S.QUEUED,
    (S.CONNECTING, facts.Established): S.TALKING,
    (S.TALKING, facts.AudioMended): S.TALKING,
    (S.TALKING, facts.Held): S.HELD,
    (S.HELD, facts.Retrieved): S.TALKING,
    (S.ARRIVED, facts.RestrictionMet): S.ARRIVED,
    (S.TALKING, facts.Warned): S.TALKING,
    (S.TALKING, facts.WarningWithdrawn): S.TALKING,
    (S.HELD, facts.WarningWithdrawn): S.HELD,
    (S.TALKING, facts.Requeued): S.QUEUED,
    (S.HELD, facts.Requeued): S.QUEUED,
    (S.TALKING, facts.Dismissed): S.DISMISSED,
    (S.HELD, facts.Dismissed): S.DISMISSED,
    (S.DISMISSED, facts.PromptStarted): S.DISMISSED,
    (S.TALKING, facts.ConsultAsked): S.HELD,
    (S.HELD, facts.ConsultAsked): S.HELD,
    (S.HELD, facts.ConsultConfirmed): S.HELD,
    (S.HELD, facts.ConsultEstablished): S.HELD,
    (S.HELD, facts.TurnedToCaller): S.TALKING,
    (S.TALKING, facts.TurnedToTarget): S.HELD,
    (S.TALKING, facts.ConferenceBegun): S.TALKING,
    (S.HELD, facts.ConferenceBegun): S.TALKING,
    (S.TALKING, facts.GuestLeft): S.TALKING,
    (S.HELD, facts.GuestLeft): S.HELD,
    (S.TALKING, facts.ConsultEnded): S.TALKING,
    (S.HELD, facts.ConsultEnded): S.HELD,
    (S.TALKING, facts.Transferred): S.TALKING,
    (S.HELD, facts.Transferred): S.TALKING,
    (S.TALKING, facts.PassedToAgent): S.OFFERED,
    (S.HELD, facts.PassedToAgent): S.OFFERED,
    (S.TALKING, facts.PassedToQueue): S.QUEUED,
    (S.HELD, facts.PassedToQueue): S.QUEUED,
    (S.TALKING, facts.PassedToRoute): S.IN_ROUTE,
    (S.HELD, facts.PassedToRoute): S.IN_ROUTE,
    (S.TALKING, facts.PassedToNumber): S.FORWARDED,
    (S.HELD, facts.PassedToNumber): S.FORWARDED,
    (S.IN_ROUTE, facts.SentOut): S.FORWARDED,
    (S.IN_ROUTE, facts.SentBack): S.IN_ROUTE,
    (S.FORWARDED, facts.SentBack): S.IN_ROUTE,
    (S.FORWARDED, facts.Forwarded): S.OUTSIDE,
    (S.FORWARDED, facts.ForwardFailed): S.QUEUED,
    (S.IN_ROUTE, facts.RouteEntered): S.IN_ROUTE,
}
CALLING = (S.DIALLING, S.RINGING, S.EARLY)
# These leave the call offered as long as it rings at somebody else.
OF_ONE = (facts.OfferCancelled, facts.OfferUnanswered, facts.OfferFailed)
ON_THE_WAY = (
    facts.RestrictionMet,
    facts.RouteEntered,
    facts.StepEntered,
    facts.WayTaken,
    facts.LanguageChosen,
    facts.Queued,
    facts.QueueWidened,
)
WAITS_AGAIN = (
    facts.OfferCancelled,
    facts.OfferUnanswered,
    facts.OfferFailed,
    facts.Requeued,
    facts.CallbackRested,
)
# What routing asks of a call, not a route and not an agent.
BY_ROUTING = (
    commands.Requeue,
    commands.Comfort,
    commands.MendAudio,
    commands.WidenQueue,
    commands.WidenRing,
    commands.NoteWait,
    commands.LeaveQueue,
)
LIVE = tuple(state for state in S if state is not S.CLEARED)
# What an edge may report at any time, because the world outside does not wait for our states.
for _state in LIVE:
    TRANSITIONS[_state, facts.DigitPressed] = _state
    TRANSITIONS[_state, facts.PromptEnded] = _state
    TRANSITIONS[_state, facts.Returned] = _state
    TRANSITIONS[_state, facts.OrderFailed] = _state
    TRANSITIONS[_state, facts.LookupAnswered] = _state
    TRANSITIONS[_state, facts.RecordingStarted] = _state
    TRANSITIONS[_state, facts.RecordingPaused] = _state
    TRANSITIONS[_state, facts.RecordingResumed] = _state
    TRANSITIONS[_state, facts.RecordingRefused] = _state
    TRANSITIONS[_state, facts.OutRinging] = _state
    TRANSITIONS[_state, facts.OutMedia] = _state
    TRANSITIONS[_state, facts.OutAnswered] = _state
    TRANSITIONS[_state, facts.OutEnded] = _state
    TRANSITIONS[_state, facts.Releasing] = S.RELEASING
    TRANSITIONS[_state, facts.Cleared] = S.CLEARED
for _calling in CALLING:
    TRANSITIONS[_calling, facts.OutMedia] = S.EARLY
    TRANSITIONS[_calling, facts.Established] = S.TALKING
TRANSITIONS[S.DIALLING, facts.OutRinging] = S.RINGING

WITH_AGENT = (S.OFFERED, S.CONNECTING, S.TALKING, S.HELD)
IN_TALK = (S.TALKING, S.HELD)
CLEARABLE = tuple(state for state in LIVE if state is not S.RELEASING)

POSSIBLE: dict[type[Command], tuple[CallState, ...]] = {
    commands.EnterRoute: (S.ARRIVED, S.IN_ROUTE),
    commands.RefuseNumber: (S.ARRIVED,),
    commands.MeetRestriction: (S.ARRIVED,),
    commands.EnterStep: (S.IN_ROUTE,),
    commands.TakeWay: (S.IN_ROUTE,),
    commands.ChooseLanguage: (S.IN_ROUTE,),
    commands.Play: (S.IN_ROUTE, S.DISMISSED),
    commands.StopPrompt: (S.IN_ROUTE,),
    commands.TimeOutInput: (S.IN_ROUTE,),
    commands.RequestCallback: (S.IN_ROUTE,),
    commands.AskLookup: (S.IN_ROUTE,),
    commands.AnswerSurvey: (S.IN_ROUTE,),
    commands.RecordMessage: (S.IN_ROUTE,),
    commands.EndMessage: LIVE,
    commands.Enqueue: (S.IN_ROUTE,),
    commands.WidenQueue: (S.QUEUED, S.OFFERED),
    commands.WidenRing: (S.QUEUED, S.OFFERED),
    commands.NoteWait: (S.QUEUED,),
    commands.LeaveQueue: (S.QUEUED,),
    commands.Overflow: (S.QUEUED,),
    commands.RemindWaiting: (S.QUEUED,),
    commands.TellWaiting: (S.QUEUED,),
    commands.ResumeMusic: (S.QUEUED, S.OFFERED),
    commands.RestCallback: (S.QUEUED, S.OFFERED, S.PROMISED),
    commands.ResumeCallback: (S.PROMISED,),
    commands.RestCallback: (S.QUEUED, S.OFFERED, S.PROMISED),
    commands.ResumeCallback: (S.PROMISED,),
    commands.LeaveCallback: (S.QUEUED, S.OFFERED, S.PROMISED),
    commands.Offer: (S.QUEUED, S.OFFERED),
    commands.Beep: (S.OFFERED,),
    commands.ExpireOffer: (S.OFFERED,),
    commands.FailOffer: (S.OFFERED, S.CONNECTING),
    commands.Confirm: (S.OFFERED,),
    commands.Cancel: (S.OFFERED,),
    commands.Hold: (S.TALKING,),
    commands.Retrieve: (S.HELD,),
    commands.SendDigits: (S.TALKING,),
    commands.HangUp: (*CALLING, *IN_TALK),
    commands.Dismiss: IN_TALK,
    commands.Warn: (S.TALKING,),
    commands.WithdrawWarning: IN_TALK,
    commands.EndWarning: IN_TALK,
    commands.Requeue: IN_TALK,
    commands.Consult: IN_TALK,
    commands.Swap: IN_TALK,
    commands.Conference: IN_TALK,
    commands.Complete: IN_TALK,
    commands.Abandon: IN_TALK,
    commands.Drop: IN_TALK,
    commands.EndConference: IN_TALK,
    commands.LoseParty: IN_TALK,
    commands.PassToAgent: IN_TALK,
    commands.PassToQueue: IN_TALK,
    commands.PassToRoute: IN_TALK,
    commands.PassToNumber: IN_TALK,
    commands.SendOut: (S.IN_ROUTE,),
    commands.AnswerForward: (S.FORWARDED,),
    commands.EndForward: (S.FORWARDED, S.OUTSIDE),
    commands.ExpireConsult: (S.HELD,),
    commands.FailConsult: IN_TALK,
    commands.Comfort: (S.TALKING,),
    commands.MendAudio: (S.TALKING,),
    commands.PutThrough: (S.DIALLING, S.CONNECTING, S.TALKING, S.HELD),
    commands.StartRecording: IN_TALK,
    commands.StopRecording: IN_TALK,
    commands.PauseRecording: IN_TALK,
    commands.ResumeRecording: IN_TALK,
    commands.RecordTalk: IN_TALK,
    commands.ExpirePause: LIVE,
    commands.EndRecording: LIVE,
    commands.HushRecording: LIVE,
    commands.Restore: (
        S.FORWARDED,
        S.OUTSIDE,
        S.UNALLOCATED,
        S.QUEUED,
        S.OFFERED,
        S.CONNECTING,
        S.TALKING,
        S.HELD,
        S.DISMISSED,
        S.RELEASING,
    ),
    commands.Clear: CLEARABLE,
}
