import { isJsonObject, type JsonValue } from '../../lib/json.ts';
import { isJsonList } from '../wire-json.ts';

/** Block YAML with sorted keys, words of YAML 1.1 such as `n` and `yes` quoted, no blank line at the end. */
export async function formatYaml(value: JsonValue): Promise<string> {
  const { stringify, Scalar } = await import('yaml');
  const options = { version: '1.1', sortMapEntries: true, lineWidth: 0, indentSeq: false } as const;
  return stringify(withYamlNumbers(value), options).trimEnd();

  /** A kept number becomes one that YAML prints with the same digits. */
  function withYamlNumbers(part: JsonValue): unknown {
    if (isJsonList(part)) return part.map(withYamlNumbers);
    if (isJsonObject(part)) {
      return Object.fromEntries(
        Object.entries(part).map(([key, each]) => [key, withYamlNumbers(each)]),
      );
    }
    if (!JSON.isRawJSON(part)) return part;
    if (/^-?\d+$/.test(part.rawJSON)) return BigInt(part.rawJSON);
    const scalar = new Scalar(Number(part.rawJSON));
    scalar.minFractionDigits = (part.rawJSON.split('.')[1] ?? '').replace(/\D.*$/, '').length;
    return scalar;
  }
}
