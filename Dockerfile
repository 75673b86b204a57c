# The API and the worker in one image: the command says which. Temporal's native library needs glibc.
FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund

# The workflows are bundled once, here, so that every worker starts at once and with the same code.
FROM packages AS built
COPY . .
RUN node --import=tsx worker/bundle.ts workflow-bundle.js && npm prune --omit=dev --no-audit --no-fund

FROM node:24-bookworm-slim
# Room for what lives as long as a request, so that the garbage of many at once is collected seldom.
ENV NODE_ENV=production NODE_OPTIONS=--max-semi-space-size=32 WORKFLOW_BUNDLE=/app/workflow-bundle.js
WORKDIR /app
COPY --from=built /app ./
USER node
EXPOSE 3000
CMD ["node", "--import=tsx", "api/index.ts"]
