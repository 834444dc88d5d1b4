# One image for web, worker and beat; docker-compose.yml says which is which.
FROM debian:12-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends python3 python3-venv ca-certificates \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY requirements.lock pyproject.toml README.md hatch_build.py package.json package-lock.json .npmrc ./
RUN python3 -m venv .venv && .venv/bin/pip install --no-cache-dir --require-hashes -r requirements.lock
COPY . .
# The build hook fetches stylesheets and fonts; they are then collected with fingerprints in their names.
RUN .venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation -e . \
    && DATABASE_URL=postgres://build/build REDIS_URL=redis://build SECRET_KEY=build CONCEPT_KEYS=build TRUSTED_PROXY_COUNT=0 \
       EMAIL_URL=smtp://build DEBUG=0 \
       .venv/bin/python manage.py collectstatic --noinput

FROM debian:12-slim
RUN apt-get update && apt-get install -y --no-install-recommends \
        python3 libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --home-dir /app leerplicht
WORKDIR /app
COPY --from=build /app /app
RUN mkdir -p var && chown leerplicht var
USER leerplicht
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 HOST=0.0.0.0
EXPOSE 8000
CMD ["gunicorn", "-c", "python:leerplicht.gunicorn", "leerplicht.wsgi"]
