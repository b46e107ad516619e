"""The built pages: hashed files for ever, everything else falls back to the one page."""

from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse, HTMLResponse, Response

from server.api.problems import Problem

FOLDER = Path(__file__).parent.parent.parent / "web" / "dist"
FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable"}
FRESH = {"Cache-Control": "no-cache"}
UNBUILT = "<!doctype html><title>Cordboard</title><p>The pages are not built yet. Run: make run</p>"


def router(folder: Path = FOLDER) -> APIRouter:
    routes = APIRouter(include_in_schema=False)
    root = folder.resolve()

    @routes.get("/{path:path}")
    async def page(path: str) -> Response:
        if path.startswith("api/"):
            raise Problem(404, f"there is no /{path}")
        file = (root / path).resolve()
        if path and file.is_relative_to(root) and file.is_file():
            return FileResponse(file, headers=FOR_EVER if path.startswith("assets/") else FRESH)
        if path.startswith("assets/"):
            raise Problem(404, "this file belongs to another version; reload the page")
        index = root / "index.html"
        return FileResponse(index, headers=FRESH) if index.is_file() else HTMLResponse(UNBUILT, 503)

    return routes
