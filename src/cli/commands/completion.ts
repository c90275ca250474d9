import { CliError, exitCodes } from '../cli-error.ts';
import type { Run } from '../command.ts';
import { commands } from '../command-registry.ts';
import { completions } from '../complete.ts';
import { printLine } from '../output/print.ts';
import { suggest } from '../suggest.ts';

/** The scripts only hand the words over; what may follow is known to the command table alone. */
const scripts: Readonly<Record<string, string>> = {
  bash: `_portcullis() {
  local IFS line=\${COMP_LINE:0:COMP_POINT} words
  IFS=$' \\t' read -r -a words <<< "$line"
  [[ $line == *[[:space:]] ]] && words+=("")
  IFS=$'\\n'
  COMPREPLY=($(portcullis __complete -- "\${words[@]:1}" 2>/dev/null))
  # Readline breaks words at "=": it wants only what stands behind it.
  local last=\${words[\${#words[@]}-1]}
  if [[ $last == *=* && $COMP_WORDBREAKS == *=* ]]; then
    COMPREPLY=("\${COMPREPLY[@]#"\${last%%=*}="}")
  fi
}
complete -o default -F _portcullis portcullis`,
  zsh: `#compdef portcullis
_portcullis() {
  local -a found
  found=("\${(@f)$(portcullis __complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "\${found[*]}" ]]; then compadd -- "\${found[@]}"; else _files; fi
}
compdef _portcullis portcullis`,
  fish: `function __portcullis_complete
  set -l words (commandline -opc) (commandline -ct)
  portcullis __complete -- $words[2..-1] 2>/dev/null
end
complete -c portcullis -a '(__portcullis_complete)'`,
};

/** `completion`: the script of a shell, to be sourced. */
export const completion: Run = async ({ io, args }) => {
  const shell = args[0] ?? '';
  const script = Object.hasOwn(scripts, shell) ? scripts[shell] : undefined;
  if (script === undefined) {
    const nearest = suggest(shell, Object.keys(scripts));
    throw new CliError(`Use bash, zsh or fish.${nearest ? ` Did you mean ${nearest}?` : ''}`);
  }
  printLine(io, script);
  return exitCodes.done;
};

/** `__complete`: one candidate a line. */
export const complete: Run = async ({ io, args }) => {
  for (const word of completions(args, commands)) printLine(io, word);
  return exitCodes.done;
};
