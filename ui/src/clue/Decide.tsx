import { message } from "antd";
import { isFault } from "../api/fault";
import type { Clue } from "../api/types";
import { useFaultSentence } from "../shell/FaultNotice";
import { useWords } from "../words/i18n";
import { ways } from "./decision";
import { DecisionForm } from "./DecisionForm";
import { useMove, useReasons, useReload } from "./queries";

interface Props {
  clue: Clue;
  /** Told what was done, where whoever shows the form says it. */
  onDone?: (says: string) => void;
}

/** Sends the decision about a clue, and says so when somebody else was faster. */
export function Decide({ clue, onDone }: Props) {
  const { t } = useWords();
  const [notes, shown] = message.useMessage();
  const reasons = useReasons();
  const move = useMove();
  const again = useReload(clue.id);
  const sentence = useFaultSentence();
  const conflict = isFault(move.error, 409);
  const reload = () => {
    move.reset();
    again();
  };
  return (
    <>
      {shown}
      <DecisionForm
        key={clue.state_version}
        moves={ways(clue.moves ?? [])}
        reasons={reasons.data ?? []}
        busy={move.isPending}
        conflict={conflict}
        failure={move.error && !conflict ? sentence(move.error) : ""}
        onSubmit={(d) =>
          move.mutate(
            { id: clue.id, move: { ...d, version: clue.state_version } },
            {
              onSuccess: (after) => {
                const says = t("decide.done", { state: t(`state.${after.state}`) });
                if (onDone) onDone(says);
                else void notes.success(says);
              },
            },
          )
        }
        onReload={reload}
      />
    </>
  );
}
