// Reads GIFT on its input and prints what gift-pegjs makes of it, as JSON.
import { text } from "node:stream/consumers";
import { parse } from "gift-pegjs";

try {
  console.log(JSON.stringify(parse(await text(process.stdin))));
} catch (error) {
  console.error(error.message, JSON.stringify(error.location?.start));
  process.exitCode = 1;
}
