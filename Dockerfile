# Two stages: what builds does not run. PYTHON_IMAGE may carry a digest: python:3.12-slim@sha256:...
ARG PYTHON_IMAGE=python:3.12-slim

FROM ${PYTHON_IMAGE} AS build
WORKDIR /srv
COPY requirements.lock .
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes --no-deps -r requirements.lock
COPY . .
RUN DATA=/static-files SECRET_KEY=build /venv/bin/python manage.py collectstatic --noinput --verbosity 0

FROM ${PYTHON_IMAGE}
RUN apt-get update \
    && apt-get install --yes --no-install-recommends fonts-dejavu-core \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin app
COPY --from=build /venv /venv
COPY --from=build /srv /srv
COPY --from=build /static-files/static /srv/data/static
WORKDIR /srv
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 DATA=/srv/data
# Everything belongs to root and is only read; what is written goes to /tmp, which is memory.
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s CMD ["python", "-m", "config.probe"]
CMD ["python", "-m", "gunicorn", "--config", "config/gunicorn.py", "config.wsgi"]
