// @ts-check
/**
 * A whole nginx.conf for a server that does nothing else, runs without rights, and writes below one directory only.
 * @param {{ run: string, port: number, httpConf: string, accessLog: string, locations: string }} parts paths are absolute
 */
export function nginxMain({ run, port, httpConf, accessLog, locations }) {
  return `daemon off;
worker_processes auto;
pid ${run}/nginx.pid;
error_log stderr warn;
events { worker_connections 1024; }
http {
    client_body_temp_path ${run}/body;
    proxy_temp_path ${run}/proxy;
    fastcgi_temp_path ${run}/fastcgi;
    uwsgi_temp_path ${run}/uwsgi;
    scgi_temp_path ${run}/scgi;
    client_max_body_size 1k;
    sendfile on;
    include ${httpConf};
    access_log ${accessLog} slotline;
    server {
        listen ${port};
        server_name _;
        server_tokens off;
${locations.replace(/^(?=.)/gm, '        ')}
    }
}
`
}
