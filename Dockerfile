# The image of web, worker and beat alike; docker-compose.yml says which command each runs.
FROM python:3.13-slim

ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PATH=/srv/registry/.venv/bin:$PATH
RUN useradd --system --user-group --home-dir /srv/registry --shell /bin/false registry \
    && mkdir -p /srv/registry/var /srv/files && chown registry:registry /srv/registry/var /srv/files
WORKDIR /srv/registry

COPY requirements/run.txt requirements/run.txt
RUN python -m venv .venv \
    && .venv/bin/python -m pip install --no-cache-dir --require-hashes -r requirements/run.txt

COPY . .
# A key for these two steps only; the running system is given its own.
RUN python -m csoregistry.translations compile \
    && SECRET_KEY=build DATABASE_URL=postgresql:///none REDIS_URL=redis://none python manage.py collectstatic --no-input \
    && chown -R registry:registry var

USER registry
VOLUME ["/srv/files"]
EXPOSE 8000
