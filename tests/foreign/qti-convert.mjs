// Items of QTI 2 as items of QTI 3, by somebody else's rules: a JSON list of XML in, one out.
import { text } from "node:stream/consumers";
import { convertQti2toQti3 } from "@citolab/qti-convert/qti-convert-node";

const converted = [];
for (const item of JSON.parse(await text(process.stdin))) converted.push(await convertQti2toQti3(item));
process.stdout.write(JSON.stringify(converted));
