"""How long a caller waits for a text that was never spoken before: `python -m bench.texts [--texts N]`.

Each text has another number in it. From the order to the file that Asterisk opens; the playback itself comes after.
"""

import argparse
import asyncio
import math
import tempfile
import time
from pathlib import Path
from statistics import median

from asterisk.sounds import LiveSounds, Sounds, SoundSettings, engine
from asterisk.sounds.said import TEXT

TEXTS = {
    "en": "Your order {} is ready. It will be with you tomorrow.",
    "ko": "주문번호 {}번 상품이 준비되었습니다. 내일 도착할 예정입니다.",
    "ja": "ごちゅうもん {}ばんが じゅんび できました。あす おとどけ します。",
}
AT_ONCE = 20


async def waited(sounds: LiveSounds, language: str, number: int) -> float:
    """Milliseconds; endless for a text that was left out because the machine was too slow for it."""
    begun = time.perf_counter()
    prompt = TEXT + TEXTS[language].format(" ".join(str(number)))
    await sounds.prepare([prompt], language)
    spent = 1000 * (time.perf_counter() - begun)
    return spent if sounds.media(prompt, language) else math.inf


async def measured(count: int) -> list[str]:
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        sounds = LiveSounds(SoundSettings(Path(folder)), engine("espeak-ng"), Sounds({}))
        for language in TEXTS:
            await waited(sounds, language, 0)
            new = sorted([await waited(sounds, language, 1000 + number) for number in range(count)])
            again = [await waited(sounds, language, 1000 + number) for number in range(count)]
            crowd = await asyncio.gather(*(waited(sounds, language, 5000 + number) for number in range(AT_ONCE)))
            told = (median(new), new[int(len(new) * 0.95)], median(again), max(crowd))
            lines.append(f"| {language} | {count} | " + " | ".join(f"{each:.0f}" for each in told) + " |")
        sounds.said.close()
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--texts", type=int, default=40)
    lines = asyncio.run(measured(parser.parse_args().texts))
    print(f"| language | texts | new, median ms | new, 95 % ms | again, median ms | last of {AT_ONCE} at once, ms |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
