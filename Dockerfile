FROM python:3.12-slim AS build
WORKDIR /srv
COPY requirements.lock .
RUN python -m venv /venv && /venv/bin/pip install --no-cache-dir --require-hashes --no-deps -r requirements.lock

FROM python:3.12-slim
RUN apt-get update && apt-get install --yes --no-install-recommends fonts-dejavu-core && rm -rf /var/lib/apt/lists/*
RUN useradd --system --create-home app
COPY --from=build /venv /venv
WORKDIR /srv
COPY . .
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 DATA=/srv/data
RUN mkdir data && SECRET_KEY=build python manage.py collectstatic --noinput --verbosity 0 && chown -R app data
USER app
CMD ["python", "-m", "gunicorn", "config.wsgi", "--workers", "2", "--threads", "4", "--bind", "0.0.0.0:8000"]
