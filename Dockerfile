# The API and the worker in one image: the command says which. Temporal's native library needs glibc.
FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --no-audit --no-fund

FROM node:24-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=packages /app/node_modules ./node_modules
COPY . .
USER node
EXPOSE 3000
CMD ["node", "--import=tsx", "api/index.ts"]
