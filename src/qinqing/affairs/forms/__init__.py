"""What staff fill in: an act by its key in `permissions.MAY`, in the order the work usually takes."""

from qinqing.affairs.forms.answering import (
    AcceptForm,
    ConfirmForm,
    NotifyForm,
    OpenSecondForm,
    ReceivePaperForm,
    RefuseScopeForm,
)
from qinqing.affairs.forms.base import ActForm
from qinqing.affairs.forms.deciding import AssessForm, DecideForm, DeliverForm, ProposeForm
from qinqing.affairs.forms.for_firm import AnswerForForm, WithdrawForForm
from qinqing.affairs.forms.running import (
    DemandForm,
    ExtendForm,
    IntermediaryForm,
    PauseForm,
    ResumeForm,
    TransferForm,
    TripForm,
)

ACTS: dict[str, type[ActForm]] = {
    "accept": AcceptForm,
    "notify": NotifyForm,
    "refuse_scope": RefuseScopeForm,
    "receive_paper": ReceivePaperForm,
    "confirm": ConfirmForm,
    "answer_for": AnswerForForm,
    "withdraw_for": WithdrawForForm,
    "propose": ProposeForm,
    "decide": DecideForm,
    "deliver": DeliverForm,
    "assess": AssessForm,
    "pause": PauseForm,
    "resume": ResumeForm,
    "extend": ExtendForm,
    "transfer": TransferForm,
    "open_second": OpenSecondForm,
    "note_trip": TripForm,
    "record_demand": DemandForm,
    "record_intermediary": IntermediaryForm,
}

__all__ = ["ACTS", "ActForm"]
