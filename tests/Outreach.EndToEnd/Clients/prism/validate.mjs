// Prism with the description named in SPEC, behind a door that notes what it said to each request: a mock made from the
// description, or with UPSTREAM a proxy that judges both what is asked of that server and what it answers. With LOSE_ANSWERS=1
// the answer to each POST is lost on its way back, after Prism has taken the request.
import { spawn } from 'node:child_process';
import http from 'node:http';

const { SPEC, UPSTREAM, LOSE_ANSWERS } = process.env;
const port = Number(process.env.PORT);
const prism = spawn(process.execPath, [
  'node_modules/@stoplight/prism-cli/dist/index.js', UPSTREAM ? 'proxy' : 'mock', '--errors', '--host', '127.0.0.1', '--port', String(port + 1),
  SPEC, ...(UPSTREAM ? [UPSTREAM] : []),
], { stdio: ['ignore', 'pipe', 'inherit'] });
process.on('exit', () => prism.kill());
process.on('SIGTERM', () => process.exit());

const door = http.createServer((request, response) => {
  const forward = http.request({ host: '127.0.0.1', port: port + 1, method: request.method, path: request.url, headers: request.headers }, answer => {
    const body = [];
    answer.on('data', part => body.push(part));
    answer.on('end', () => {
      // Refusals of a server behind it are no complaints of Prism's.
      const text = String(Buffer.concat(body));
      const complaint = answer.headers['sl-violations'] ?? (text.includes('stoplight.io/prism/errors') ? text : null);
      console.log(`PRISM ${request.method} ${request.url} ${answer.statusCode}${complaint ? ` COMPLAINT ${complaint}` : ''}`);
      if (LOSE_ANSWERS && request.method === 'POST') {
        request.socket.destroy();
        return;
      }

      response.writeHead(answer.statusCode, { 'content-type': answer.headers['content-type'] ?? 'application/json' });
      response.end(Buffer.concat(body));
    });
  });
  request.pipe(forward);
});

prism.stdout.on('data', text => {
  process.stdout.write(text);
  if (!door.listening && String(text).includes('Prism is listening'))
    door.listen(port, '127.0.0.1', () => console.log(`READY ${port}`));
});
